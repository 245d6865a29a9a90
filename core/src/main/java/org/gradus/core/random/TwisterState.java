package org.gradus.core.random;

import java.util.HexFormat;
import java.util.OptionalDouble;

/**
 * What a source on top of MT19937 consists of: the generator, the second normal draw of a pair, if
 * it is waiting, and the identity from which named substreams are derived.
 */
record TwisterState(
    MersenneTwister twister, OptionalDouble pendingGaussian, StreamIdentity identity) {
  private static final int FIELDS = 5;
  private static final String NONE = "-";

  String format(String algorithm) {
    HexFormat hex = HexFormat.of();
    StringBuilder text = new StringBuilder(algorithm);
    text.append(':').append(hex.toHexDigits(identity.key()));
    text.append(':').append(hex.toHexDigits(identity.stream()));
    text.append(':');
    if (pendingGaussian.isPresent()) {
      text.append(hex.toHexDigits(Double.doubleToRawLongBits(pendingGaussian.getAsDouble())));
    } else {
      text.append(NONE);
    }
    text.append(':').append(hex.toHexDigits(twister.index())).append(':');
    for (int word : twister.words()) {
      text.append(hex.toHexDigits(word));
    }
    return text.toString();
  }

  static TwisterState parse(StateFields fields) {
    fields.requireCount(FIELDS);
    StreamIdentity identity = new StreamIdentity(fields.longAt(1), fields.longAt(2));
    OptionalDouble pending =
        fields.text(3).equals(NONE) ? OptionalDouble.empty() : OptionalDouble.of(gaussian(fields));
    int index = fields.intsAt(4, 1)[0];
    if (index < 0 || index > MersenneTwister.SIZE) {
      throw fields.malformed(
          "an index in 0..%s in field 4".formatted(MersenneTwister.SIZE), "%s".formatted(index));
    }
    int[] words = fields.intsAt(5, MersenneTwister.SIZE);
    if (isZero(words)) {
      throw fields.malformed("a word that is not 0 in field 5", "zeros only");
    }
    return new TwisterState(MersenneTwister.ofState(words, index), pending, identity);
  }

  private static double gaussian(StateFields fields) {
    double value = Double.longBitsToDouble(fields.longAt(3));
    if (!Double.isFinite(value)) {
      throw fields.malformed("a finite number in field 3", "%s".formatted(value));
    }
    return value;
  }

  /**
   * Returns whether the generator would produce zeros for ever, which would keep the rejecting
   * draws from ending. The lower 31 bits of the first word are not part of the state proper.
   */
  private static boolean isZero(int[] words) {
    int union = words[0] & 0x80000000;
    for (int i = 1; i < words.length; i++) {
      union |= words[i];
    }
    return union == 0;
  }
}
