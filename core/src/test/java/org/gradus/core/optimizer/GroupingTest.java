package org.gradus.core.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class GroupingTest {
  private static Grouping grouping() {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (String path : List.of("body/weight", "body/bias", "head/weight", "head/bias")) {
      parameters.put(path, Parameter.of(Tensor.of(1.0)));
    }
    return Grouping.of(parameters);
  }

  private static String described(List<ParameterGroup> groups) {
    StringBuilder text = new StringBuilder();
    for (ParameterGroup group : groups) {
      text.append(group.name()).append(group.parameters().keySet());
    }
    return text.toString();
  }

  @Test
  void theFirstThatFitsHasIt() {
    List<ParameterGroup> groups =
        grouping()
            .group("biases", "**/bias", 0.2, Sgd.plain())
            .group("head", path -> path.startsWith("head"), 0.3, Sgd.plain())
            .rest(0.1, Sgd.withMomentum(0.9));

    assertEquals(
        "biases[body/bias, head/bias]head[head/weight]default[body/weight]", described(groups));
    assertEquals(
        List.of(0.2, 0.3, 0.1), groups.stream().map(ParameterGroup::learningRate).toList());
  }

  @Test
  void whatIsFrozenIsInNone() {
    assertEquals(
        "default[head/weight, head/bias]",
        described(grouping().freeze("body/**").rest(0.1, Sgd.plain())));
    assertEquals(
        "weights[head/weight]",
        described(
            grouping()
                .freeze(path -> path.endsWith("bias"))
                .group("weights", "head/*", 0.1, Sgd.plain())
                .freeze("body/weight")
                .all()));
  }

  @Test
  void aParameterOfTwoPathsGoesWithTheFirstThatIsTaken() {
    Parameter tied = Parameter.of(Tensor.of(1.0));
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    parameters.put("embedding/weight", tied);
    parameters.put("body/weight", Parameter.of(Tensor.of(1.0)));
    parameters.put("head/weight", tied);

    assertEquals(
        "default[body/weight]",
        described(Grouping.of(parameters).freeze("head/*").rest(0.1, Sgd.plain())));
    assertEquals(
        "embedding[embedding/weight]default[body/weight]",
        described(
            Grouping.of(parameters)
                .group("embedding", "embedding/*", 0.1, Sgd.plain())
                .rest(0.1, Sgd.plain())));
  }

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }

  @Test
  void nothingIsForgottenOrEmpty() {
    Grouping some = grouping().freeze("**/bias").group("head", "head/*", 0.1, Sgd.plain());
    assertRefused(
        "[grouping] parameters are in no group: expected all grouped or frozen, got [body/weight]"
            + " besides.",
        some::all);
    Grouping all = grouping().freeze("**");
    assertRefused(
        "[grouping] a group is empty: expected parameters for default among those that are left, [],"
            + " got none.",
        () -> all.rest(0.1, Sgd.plain()));
    Grouping misspelt = grouping();
    assertRefused(
        "[grouping] the pattern fits no path: expected one that fits any of body/weight, body/bias,"
            + " head/weight, head/bias, got \"baes/*\".",
        () -> misspelt.freeze("baes/*"));
  }
}
