package dev.latchkey.packaged;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JDK's modules that the classes of jars refer to, by their constant pools (JVMS 4.4). The JDK's own jdeps gives up at a jar with a
 * module descriptor whose modules are not all on its path, and takes minutes for the package; this takes seconds.
 */
final class JarModules {

    private static final Pattern TYPE = Pattern.compile("L([A-Za-z0-9_$/]+);");
    private static final Pattern VERSION = Pattern.compile("-[0-9].*\\.jar$");

    private final Map<String, String> moduleOfPackage = new HashMap<>();
    private final Map<String, Set<String>> jarsOfModule = new TreeMap<>();

    private JarModules() {
        ModuleFinder.ofSystem()
                .findAll()
                .forEach(module -> module.descriptor()
                        .packages()
                        .forEach(name -> moduleOfPackage.put(
                                name.replace('.', '/'), module.descriptor().name())));
    }

    /** Returns the modules, each with the jars that refer to it, without their versions. */
    static Map<String, Set<String>> of(Path directory) throws IOException {
        JarModules modules = new JarModules();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jar")).toList()) {
                modules.read(file);
            }
        }
        return modules.jarsOfModule;
    }

    private void read(Path file) throws IOException {
        String name = VERSION.matcher(file.getFileName().toString()).replaceFirst("");
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    for (String type : types(jar.getInputStream(entry).readAllBytes())) {
                        String module = moduleOfPackage.get(type.substring(0, Math.max(0, type.lastIndexOf('/'))));
                        if (module != null) {
                            jarsOfModule
                                    .computeIfAbsent(module, key -> new TreeSet<>())
                                    .add(name);
                        }
                    }
                }
            }
        }
    }

    /** Returns all types that a class names, in descriptors and annotations too. */
    private static Set<String> types(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        in.skipBytes(8);
        int size = in.readUnsignedShort();
        Map<Integer, String> texts = new HashMap<>();
        List<Integer> classes = new ArrayList<>();
        for (int i = 1; i < size; i++) {
            int tag = in.readUnsignedByte();
            if (tag == 1) {
                texts.put(i, in.readUTF());
            } else if (tag == 7) {
                classes.add(in.readUnsignedShort());
            } else {
                in.skipBytes(length(tag));
                // a number of 64 bits takes two places
                i += tag == 5 || tag == 6 ? 1 : 0;
            }
        }
        Set<String> types = new HashSet<>();
        classes.forEach(index -> types.add(texts.get(index)));
        texts.values().forEach(text -> TYPE.matcher(text).results().forEach(match -> types.add(match.group(1))));
        return types;
    }

    private static int length(int tag) throws IOException {
        return switch (tag) {
            case 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IOException("a constant of the unknown kind " + tag);
        };
    }
}
