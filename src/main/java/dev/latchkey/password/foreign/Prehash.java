package dev.latchkey.password.foreign;

import dev.latchkey.crypto.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The digest that some systems compute of a password before bcrypt, so that its length does not matter. */
enum Prehash {
    /** No digest. */
    NONE,

    /** {@code $wp$2y$10$…}, WordPress from 6.8: base64 of HMAC-SHA-384 under the key {@code wp-sha384}. */
    WORDPRESS,

    /** {@code bcrypt_sha256$$2b$12$…}, Django's BCryptSHA256PasswordHasher: SHA-256 in hexadecimal digits. */
    DJANGO,

    /** {@code $bcrypt-sha256$2b,12$salt$hash}, passlib before 1.7.3: base64 of SHA-256. */
    PASSLIB,

    /** {@code $bcrypt-sha256$v=2,t=2b,r=12$salt$hash}, passlib: base64 of HMAC-SHA-256 under the salt's text. */
    PASSLIB_2;

    static final String WORDPRESS_SCHEME = "wp";
    static final String DJANGO_SCHEME = "bcrypt-sha256-hex";
    static final String PASSLIB_SCHEME = "bcrypt-sha256";

    private static final Pattern OLD_PASSLIB =
            Pattern.compile("\\$bcrypt-sha256\\$(2[aby]),([0-9]{1,2})\\$([^$]{22})\\$([^$]{31})");
    private static final Pattern PASSLIB_OF_2 =
            Pattern.compile("\\$bcrypt-sha256\\$v=2,t=(2[aby]),r=([0-9]{1,2})\\$([^$]{22})\\$([^$]{31})");

    static Prehash of(String text) {
        if (text.startsWith("$" + WORDPRESS_SCHEME + "$")) {
            return WORDPRESS;
        }
        if (text.startsWith("$" + DJANGO_SCHEME + "$")) {
            return DJANGO;
        }
        if (text.startsWith("$" + PASSLIB_SCHEME + "$")) {
            return text.startsWith("v=", PASSLIB_SCHEME.length() + 2) ? PASSLIB_2 : PASSLIB;
        }
        return NONE;
    }

    /** Returns the part that bcrypt computed, in bcrypt's own form. */
    String bcryptOf(String text) {
        return switch (this) {
            case NONE -> text;
            case WORDPRESS -> text.substring(WORDPRESS_SCHEME.length() + 1);
            case DJANGO -> text.substring(DJANGO_SCHEME.length() + 1);
            case PASSLIB -> passlib(OLD_PASSLIB.matcher(text));
            case PASSLIB_2 -> passlib(PASSLIB_OF_2.matcher(text));
        };
    }

    private static String passlib(Matcher form) {
        if (!form.matches()) {
            throw Phc.malformed();
        }
        String cost = form.group(2).length() == 1 ? "0" + form.group(2) : form.group(2);
        return "$" + form.group(1) + "$" + cost + "$" + form.group(3) + form.group(4);
    }

    /** Returns the input of bcrypt. */
    byte[] apply(byte[] password, String salt) {
        return switch (this) {
            case NONE -> password;
            case WORDPRESS -> base64(Hmac.SHA_384.of(ascii("wp-sha384"), password));
            case DJANGO -> HexFormat.of().formatHex(sha256(password)).getBytes(StandardCharsets.US_ASCII);
            case PASSLIB -> base64(sha256(password));
            case PASSLIB_2 -> base64(Hmac.SHA_256.of(ascii(salt), password));
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] base64(byte[] bytes) {
        return Base64.getEncoder().encode(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
