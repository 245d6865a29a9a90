package org.gradus.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;

/** What users of a class compile against: its public and protected signatures. */
final class PublicSignatures {
  /** Whether users can name a class: public all the way out, and not in an internal package. */
  static final DescribedPredicate<JavaClass> PUBLISHED =
      DescribedPredicate.describe("are published", PublicSignatures::isPublished);

  private PublicSignatures() {}

  /** Demands that no signature names a class of {@code foreign}, not even as a type argument. */
  static ArchCondition<JavaClass> notMention(DescribedPredicate<JavaClass> foreign) {
    return new ArchCondition<>("not mention classes that " + foreign.getDescription()) {
      @Override
      public void check(JavaClass owner, ConditionEvents events) {
        mentions(owner)
            .filter(mention -> foreign.test(mention.type()))
            .forEach(mention -> events.add(violated(owner, mention + " is foreign")));
      }
    };
  }

  /** Demands that no method or constructor declares a checked exception. */
  static ArchCondition<JavaClass> throwUnchecked() {
    return new ArchCondition<>("declare unchecked exceptions only") {
      @Override
      public void check(JavaClass owner, ConditionEvents events) {
        for (JavaCodeUnit unit : owner.getCodeUnits()) {
          for (JavaClass thrown : unit.getThrowsClause().getTypes()) {
            if (isVisible(unit) && isChecked(thrown)) {
              events.add(violated(owner, new Mention(unit.getFullName(), thrown) + " is checked"));
            }
          }
        }
      }
    };
  }

  private static ConditionEvent violated(JavaClass owner, String message) {
    return SimpleConditionEvent.violated(owner, message);
  }

  private static boolean isPublished(JavaClass type) {
    boolean named = !type.isAnonymousClass() && !type.isLocalClass();
    boolean visible =
        type.getModifiers().contains(JavaModifier.PUBLIC)
            || type.getModifiers().contains(JavaModifier.PROTECTED);
    boolean outer = type.getEnclosingClass().map(PublicSignatures::isPublished).orElse(true);
    return named && visible && outer && !(type.getPackageName() + ".").contains(".internal.");
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static boolean isChecked(JavaClass thrown) {
    return !thrown.isAssignableTo(RuntimeException.class) && !thrown.isAssignableTo(Error.class);
  }

  private static Stream<Mention> mentions(JavaClass owner) {
    Stream<Mention> header =
        Stream.of(
                owner.getSuperclass().stream(),
                owner.getInterfaces().stream(),
                bounds(owner.getTypeParameters()))
            .flatMap(types -> types)
            .flatMap(type -> mentions(owner.getFullName(), type));
    Stream<Mention> fields =
        owner.getFields().stream()
            .filter(PublicSignatures::isVisible)
            .flatMap((JavaField field) -> mentions(field.getFullName(), field.getType()));
    Stream<Mention> codeUnits =
        owner.getCodeUnits().stream()
            .filter(PublicSignatures::isVisible)
            .flatMap(
                unit ->
                    Stream.of(
                            Stream.of(unit.getReturnType()),
                            unit.getParameterTypes().stream(),
                            unit.getThrowsClause().getTypes().stream(),
                            bounds(unit.getTypeParameters()))
                        .flatMap(types -> types)
                        .flatMap(type -> mentions(unit.getFullName(), type)));
    return Stream.of(header, fields, codeUnits).flatMap(mentions -> mentions).distinct();
  }

  private static Stream<JavaType> bounds(List<? extends JavaTypeVariable<?>> parameters) {
    return parameters.stream().flatMap(parameter -> parameter.getUpperBounds().stream());
  }

  private static Stream<Mention> mentions(String where, JavaType type) {
    return type.getAllInvolvedRawTypes().stream()
        .map(raw -> new Mention(where, raw.getBaseComponentType()));
  }

  /** A class that a signature names. */
  private record Mention(String where, JavaClass type) {
    @Override
    public String toString() {
      return where + ": " + type.getFullName();
    }
  }
}
