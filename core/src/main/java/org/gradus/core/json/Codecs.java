package org.gradus.core.json;

import com.google.common.base.Suppliers;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the codec of a type, and keeps those of records. */
final class Codecs {
  private static final Map<Type, Codec> SCALARS =
      Map.ofEntries(
          Map.entry(boolean.class, TextCodec.Plain.BOOLEAN),
          Map.entry(Boolean.class, TextCodec.Plain.BOOLEAN),
          Map.entry(String.class, TextCodec.Plain.STRING),
          Map.entry(byte.class, NumberCodec.Whole.BYTE),
          Map.entry(Byte.class, NumberCodec.Whole.BYTE),
          Map.entry(short.class, NumberCodec.Whole.SHORT),
          Map.entry(Short.class, NumberCodec.Whole.SHORT),
          Map.entry(int.class, NumberCodec.Whole.INT),
          Map.entry(Integer.class, NumberCodec.Whole.INT),
          Map.entry(long.class, NumberCodec.Whole.LONG),
          Map.entry(Long.class, NumberCodec.Whole.LONG),
          Map.entry(float.class, NumberCodec.Real.FLOAT),
          Map.entry(Float.class, NumberCodec.Real.FLOAT),
          Map.entry(double.class, NumberCodec.Real.DOUBLE),
          Map.entry(Double.class, NumberCodec.Real.DOUBLE));

  private final Variants variants;
  private final Map<Class<?>, RecordCodec> records = new ConcurrentHashMap<>();
  private final Map<Type, Codec> codecs = new ConcurrentHashMap<>();

  Codecs(Variants variants) {
    this.variants = variants;
  }

  /** Returns the codec of a record class. */
  RecordCodec ofRecord(Class<? extends Record> type) {
    RecordCodec known = records.get(type);
    if (known != null) {
      return known;
    }
    // A subject may need plugins to be loaded, which may need codecs: so it waits until it is used.
    RecordCodec codec =
        new RecordCodec(Suppliers.memoize(() -> subjectOf(type)), RecordShape.of(type), this);
    records.put(type, codec);
    return codec;
  }

  /**
   * Returns the codec of a component of a record.
   *
   * @throws IllegalArgumentException if its type cannot be bound
   */
  Codec of(RecordShape.Component component) {
    Codec codec = find(component.genericType());
    if (codec == null) {
      throw new IllegalArgumentException(
          ("[%s] component %s cannot be JSON: expected a primitive, String, enum, record, config"
                  + " interface, or a List, Optional, array or Map from String of these, got %s.")
              .formatted(
                  component.owner().getTypeName(),
                  component.name(),
                  component.genericType().getTypeName()));
    }
    return codec;
  }

  /** Returns what messages call a record or a family. */
  String subjectOf(Class<?> type) {
    return variants.subjectOf(type).orElse(type.getSimpleName());
  }

  /** Returns the codec of the variants of a family. */
  Codec ofFamily(Class<?> family) {
    return new VariantCodec(Object.class, family, variants, this);
  }

  private @Nullable Codec find(Type type) {
    Codec known = codecs.get(type);
    if (known != null) {
      return known;
    }
    Codec codec = make(type);
    if (codec != null) {
      codecs.put(type, codec);
    }
    return codec;
  }

  private @Nullable Codec make(Type type) {
    Codec scalar = SCALARS.get(type);
    if (scalar != null) {
      return scalar;
    }
    if (type instanceof GenericArrayType array
        && array.getGenericComponentType() instanceof ParameterizedType element) {
      Codec codec = find(element);
      return codec == null
          ? null
          : ContainerCodec.Sequence.array(codec, (Class<?>) element.getRawType());
    }
    if (type instanceof ParameterizedType parameterized) {
      return parameterized(parameterized);
    }
    if (!(type instanceof Class<?> plain)) {
      return null;
    }
    if (plain.isArray()) {
      Codec codec = find(plain.getComponentType());
      return codec == null ? null : ContainerCodec.Sequence.array(codec, plain.getComponentType());
    }
    if (plain.isEnum()) {
      return TextCodec.Constant.of(plain);
    }
    if (plain.isRecord()) {
      return ofRecord(plain.asSubclass(Record.class));
    }
    return variant(type, plain);
  }

  private @Nullable Codec parameterized(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    Class<?> raw = (Class<?>) type.getRawType();
    if (raw == Map.class && arguments[0] != String.class) {
      return null;
    }
    if (raw != List.class && raw != Optional.class && raw != Map.class) {
      return variant(type, raw);
    }
    Codec element = find(arguments[arguments.length - 1]);
    if (element == null) {
      return null;
    }
    if (raw == List.class) {
      return ContainerCodec.Sequence.list(element);
    }
    return raw == Map.class
        ? new ContainerCodec.Mapping(element)
        : new ContainerCodec.Maybe(element);
  }

  private @Nullable Codec variant(Type type, Class<?> raw) {
    return variants
        .familyOf(type)
        .<Codec>map(family -> new VariantCodec(raw, family, variants, this))
        .orElse(null);
  }
}
