package org.gradus.core.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Shapes;
import org.gradus.core.tensor.Tensor;

/** Random Einstein sums against nested loops; small multiples of 1/64, so that both are exact. */
class EinsumPropertyTest {
  private static final String LETTERS = "abcdE";

  @Property(tries = 500)
  void equalsNestedLoops(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int operands) {
    Random random = new Random(seed);
    int[] sizes = random.ints(LETTERS.length(), 1, 4).toArray();
    String[] terms = new String[operands];
    Tensor[] tensors = new Tensor[operands];
    Set<Character> used = new LinkedHashSet<>();
    for (int i = 0; i < operands; i++) {
      StringBuilder term = new StringBuilder();
      for (int rank = random.nextInt(4); rank > 0; rank--) {
        char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
        term.append(letter);
        used.add(letter);
      }
      terms[i] = term.toString();
      Shape shape = Shape.of(term.chars().map(c -> sizes[LETTERS.indexOf(c)]).toArray());
      tensors[i] = Shapes.random(DType.FLOAT64, shape, random.nextLong());
    }
    String result =
        used.stream()
            .filter(letter -> random.nextBoolean())
            .map(String::valueOf)
            .collect(Collectors.joining());
    Tensor expected = loops(terms, result, sizes, tensors);
    String equation = String.join(", ", terms) + " -> " + result;
    assertEquals(expected, LinearAlgebra.einsum(equation, tensors).add(0.0), equation);
  }

  private static Tensor loops(String[] terms, String result, int[] sizes, Tensor... tensors) {
    Shape shape = Shape.of(result.chars().map(c -> sizes[LETTERS.indexOf(c)]).toArray());
    double[] sums = new double[shape.elements()];
    Set<Integer> summed = new LinkedHashSet<>();
    String.join("", terms).chars().forEach(c -> summed.add(LETTERS.indexOf(c)));
    int[] value = new int[LETTERS.length()];
    boolean more = true;
    while (more) {
      double product = 1;
      for (int i = 0; i < terms.length; i++) {
        product *= tensors[i].get(terms[i].chars().map(c -> value[LETTERS.indexOf(c)]).toArray());
      }
      int at = 0;
      for (char letter : result.toCharArray()) {
        int axis = LETTERS.indexOf(letter);
        at = at * sizes[axis] + value[axis];
      }
      sums[at] += product;
      more = false;
      for (int axis : summed) {
        if (++value[axis] < sizes[axis]) {
          more = true;
          break;
        }
        value[axis] = 0;
      }
    }
    return Tensor.of(Arrays.stream(sums).map(sum -> sum + 0.0).toArray(), shape);
  }
}
