package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.problem.Fault;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ViolationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\": null, \"b\": [1, -2.5, 1e300, true, \"\uD83D\uDE00\", {}]}",
                "{\"\": \"\"}",
                "{\"n\": 123456789012345678901234567890}"
            })
    void anyOrdinaryObjectWillDo(String profile) throws JsonProcessingException {
        assertThat(Profile.fault(JSON.readTree(profile))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"text\"",
                "null",
                "{\"a\": \"\\u0000\"}",
                "{\"\\u0000\": 1}",
                "{\"a\": [{\"b\": \"\\ud800\"}]}",
                "{\"\\udc00\": 1}",
                "{\"a\": 1e999}"
            })
    void whatCannotBeStoredWithoutLossIsRefused(String profile) throws JsonProcessingException {
        assertThat(Profile.fault(JSON.readTree(profile))).isPresent();
    }

    @Test
    void fourKibibytesAreTheMost() {
        assertThat(Profile.fault(ofBytes(4096))).isEmpty();
        assertThat(Profile.fault(ofBytes(4097)))
                .hasValue(Fault.max(ViolationCode.TOO_LARGE, 4096, "must have at most 4096 bytes"));
    }

    @Test
    void sixteenLevelsAreTheDeepest() throws JsonProcessingException {
        assertThat(Profile.fault(JSON.readTree(nested(16)))).isEmpty();
        assertThat(Profile.fault(JSON.readTree(nested(17)))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // RFC 7396, appendix A
                "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"b\"} | {\"b\":\"c\"} | {\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"} | {\"a\":null} | {}",
                "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null} | {\"b\":\"c\"}",
                "{\"a\":[\"b\"]} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"c\"} | {\"a\":[\"b\"]} | {\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]} | {\"a\":[1]}",
                "{\"e\":null} | {\"a\":1} | {\"e\":null,\"a\":1}",
                "{} | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}",
            })
    void changesMergeAsTheStandardSays(String target, String patch, String result) throws JsonProcessingException {
        assertThat(Profile.merge(object(target), object(patch))).isEqualTo(object(result));
    }

    @Test
    void changesThatAddUpToTooMuchAreRefused() {
        ObjectNode more = JSON.createObjectNode().put("b", "x".repeat(100));

        assertThatThrownBy(() -> Profile.mergeChecked(ofBytes(4090), more)).isInstanceOf(ProblemException.class);
    }

    private static ObjectNode object(String json) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(json);
    }

    private static ObjectNode ofBytes(int bytes) {
        return JSON.createObjectNode().put("a", "x".repeat(bytes - "{\"a\":\"\"}".length()));
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }
}
