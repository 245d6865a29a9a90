package org.gradus.layers.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.gradus.core.contract.ContractViolationError;
import org.gradus.core.tensor.Shape;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Dirac;
import org.gradus.layers.initialization.Glorot;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Identity;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.Normal;
import org.gradus.layers.initialization.Orthogonal;
import org.gradus.layers.initialization.Sparse;
import org.gradus.layers.initialization.TruncatedNormal;
import org.gradus.layers.initialization.Uniform;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class InitializerContractTest {
  @TestFactory
  Stream<DynamicTest> oursKeepIt() {
    Stream<Initializer> ofMatrices =
        Stream.of(
            new Constant(0.1),
            He.normal(),
            He.pytorch(),
            Glorot.uniform(),
            new Identity(),
            new Normal(1, 2),
            new Orthogonal(1.5),
            new Sparse(0.3, 0.01),
            new TruncatedNormal(),
            new TruncatedNormal(0, 1, 0.5, Double.POSITIVE_INFINITY),
            new Uniform(-1, 3));
    return Stream.concat(
        ofMatrices.map(initializer -> test(initializer, Shape.of(5, 4))),
        Stream.of(test(new Dirac(2), Shape.of(4, 3, 5))));
  }

  private static DynamicTest test(Initializer initializer, Shape shape) {
    return DynamicTest.dynamicTest(
        initializer.toString(), () -> InitializerContract.check(initializer, shape));
  }

  @Test
  void findsValuesThatAreNotFinite() {
    Planted.Start start = new Planted.Start(Double.NaN, true);
    ContractViolationError thrown =
        assertThrows(
            ContractViolationError.class, () -> InitializerContract.check(start, Shape.of(2, 2)));
    assertEquals(
        "[contract of planted:start] values are finite: expected a number, got NaN.",
        thrown.getMessage());
  }

  @Test
  void findsValuesOfAnotherType() {
    ContractViolationError thrown =
        assertThrows(
            ContractViolationError.class,
            () -> InitializerContract.check(new Planted.Start(1, false), Shape.of(2, 2)));
    assertEquals(
        "[contract of planted:start] values have the type that is asked for: expected FLOAT32, got"
            + " FLOAT64.",
        thrown.getMessage());
  }
}
