package org.gradus.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Demands a {@code package-info.java} with {@link NullMarked} beside every class. */
final class NullMarkedPackage extends ArchCondition<JavaClass> {
  NullMarkedPackage() {
    super("be in a null-marked package");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    boolean marked =
        type.getPackage()
            .tryGetPackageInfo()
            .map(info -> info.isAnnotatedWith(NullMarked.class))
            .orElse(false);
    if (!marked) {
      events.add(
          SimpleConditionEvent.violated(
              type, type.getFullName() + " is in a package without @NullMarked"));
    }
  }
}
