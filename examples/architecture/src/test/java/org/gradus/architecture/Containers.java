package org.gradus.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The jars, or folders of classes, that packages come from. */
final class Containers {
  private Containers() {}

  /** Returns the packages that lie in more than one jar or folder, with those. */
  static Map<String, Set<String>> ofSplitPackages(JavaClasses classes) {
    Map<String, Set<String>> containers = new TreeMap<>();
    for (JavaClass type : classes) {
      containers
          .computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
          .add(containerOf(type));
    }
    containers.values().removeIf(places -> places.size() == 1);
    return containers;
  }

  private static String containerOf(JavaClass type) {
    String uri = type.getSource().orElseThrow().getUri().toString();
    String file = type.getName().replace('.', '/') + ".class";
    return uri.substring(0, uri.length() - file.length());
  }
}
