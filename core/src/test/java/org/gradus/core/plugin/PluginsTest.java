package org.gradus.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.json.JsonBindingException;
import org.gradus.core.plugin.kinds.Layer;
import org.gradus.core.plugin.kinds.LayerProvider;
import org.gradus.core.plugin.kinds.OurInitializers;
import org.gradus.core.plugin.kinds.OurLayers;
import org.gradus.core.plugin.kinds.OurLayers.Linear;
import org.gradus.core.plugin.kinds.OurLayers.Relu;
import org.gradus.core.plugin.kinds.OurLayers.Sequential;
import org.gradus.core.plugin.kinds.UnheardProvider;
import org.gradus.core.plugin.kinds.WeightInitializerProvider;
import org.junit.jupiter.api.Test;

class PluginsTest {
  private static final String NETWORK =
      """
      {"type":"gradus:sequential","config":{"layers":[\
      {"type":"gradus:linear","config":{"in":3,"out":4,"bias":false,\
      "weight":{"type":"gradus:constant","config":{"value":0.1}}}},\
      {"type":"gradus:relu","config":{}}]}}\
      """;

  private final Plugins plugins = Plugins.load();
  private final Registry<Layer> layers = plugins.kind(LayerProvider.class);

  private static Sequential.Config network() {
    return new Sequential.Config(
        List.of(
            new Linear.Config(3, 4, false, new OurInitializers.Constant.Config(0.1)),
            new Relu.Config()));
  }

  @Test
  void listsComponentsByQualifiedName() {
    assertEquals(List.of("gradus:linear", "gradus:relu", "gradus:sequential"), layers.names());
    assertEquals(List.of("gradus:constant"), plugins.kind(WeightInitializerProvider.class).names());
    assertEquals(List.of(), plugins.kind(UnheardProvider.class).names());
  }

  @Test
  void namesKindsAfterTheirProviders() {
    assertEquals("layer", layers.kind());
    assertEquals("weight-initializer", plugins.kind(WeightInitializerProvider.class).kind());
  }

  @Test
  void loadsEachKindOnce() {
    assertSame(layers, plugins.kind(LayerProvider.class));
  }

  @Test
  void loadsEachKindOnceForAllThreads() throws InterruptedException, ExecutionException {
    Plugins fresh = Plugins.load();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Registry<Layer>>> loaded =
          threads.invokeAll(Collections.nCopies(64, () -> fresh.kind(LayerProvider.class)));
      for (Future<Registry<Layer>> one : loaded) {
        assertSame(fresh.kind(LayerProvider.class), one.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void createsByQualifiedAndUnqualifiedName() {
    Linear expected = new Linear(new Linear.Config(3, 4));

    assertEquals(expected, layers.create("linear", "{\"in\": 3, \"out\": 4}"));
    assertEquals(expected, layers.create("gradus:linear", "{\"in\": 3, \"out\": 4}"));
  }

  @Test
  void createsByConfigToAnyDepth() {
    Layer made = plugins.create(network());

    Sequential sequential = assertInstanceOf(Sequential.class, made);
    assertEquals(
        List.of(new Linear((Linear.Config) network().layers().get(0)), new Relu(new Relu.Config())),
        sequential.layers());
    assertEquals(made, layers.create(network()));
  }

  @Test
  void writesConfigsWithNamesAndReadsThemBack() {
    assertEquals(NETWORK, plugins.write(network()));
    assertEquals(network(), layers.createFromJson(NETWORK).config());
  }

  @Test
  void readsUnqualifiedNamesInJson() {
    assertEquals(
        new Relu(new Relu.Config()), layers.createFromJson("{\"type\": \"relu\", \"config\": {}}"));
  }

  @Test
  void writesConfigsInsideOtherRecords() {
    record Checkpoint(int step, Layer.Config model) {}
    Checkpoint checkpoint = new Checkpoint(7, network());

    String json = plugins.json().write(checkpoint);

    assertEquals("{\"step\":7,\"model\":" + NETWORK + "}", json);
    assertEquals(checkpoint, plugins.json().read(json, Checkpoint.class));
  }

  @Test
  void suggestsTheNearestName() {
    UnknownComponentException thrown =
        assertThrows(UnknownComponentException.class, () -> layers.component("reluu"));

    assertEquals(
        "[layer] unknown component: expected one of gradus:linear, gradus:relu, gradus:sequential,"
            + " got \"reluu\". Hint: did you mean \"relu\"?",
        thrown.getMessage());
    assertEquals("layer", thrown.kind());
    assertEquals("reluu", thrown.name());
    assertEquals(layers.names(), thrown.available());
  }

  @Test
  void saysWhatToAddForAnUnknownNamespace() {
    UnknownComponentException thrown =
        assertThrows(UnknownComponentException.class, () -> layers.create("acme:swish", "{}"));

    assertEquals(
        "[layer] unknown component: expected one of gradus:linear, gradus:relu, gradus:sequential,"
            + " got \"acme:swish\". Hint: add the jar that provides it to the class path or the"
            + " module path; nothing there has the namespace \"acme\".",
        thrown.getMessage());
  }

  @Test
  void saysWhatToAddForAnUnknownNameOfAKnownNamespace() {
    UnknownComponentException thrown =
        assertThrows(UnknownComponentException.class, () -> layers.component("gradus:convolution"));

    assertEquals(
        "[layer] unknown component: expected one of gradus:linear, gradus:relu, gradus:sequential,"
            + " got \"gradus:convolution\". Hint: add the jar that provides it to the class path or"
            + " the module path.",
        thrown.getMessage());
  }

  @Test
  void saysThatThereIsNoProviderAtAll() {
    Registry<String> unheard = plugins.kind(UnheardProvider.class);

    UnknownComponentException thrown =
        assertThrows(UnknownComponentException.class, () -> unheard.component("of"));

    assertEquals(
        "[unheard] unknown component: expected a component of some provider (there is none), got"
            + " \"of\". Hint: add the jar that provides it to the class path or the module path;"
            + " nothing there has the namespace \"gradus\".",
        thrown.getMessage());
  }

  @Test
  void reportsEveryProblemOfANetworkWithItsPlace() {
    String json =
        """
        {"type": "sequential", "config": {"layers": [
          {"type": "reluu", "config": {}},
          {"type": "linear", "config": {"inn": 3, "out": 4}},
          {"type": "linear", "config": {"in": 0, "out": 4}},
          {"type": "linear",
           "config": {"in": 3, "out": 4, "weight": {"type": "relu", "config": {}}}},
          {"type": "relu", "config": {"slope": 1}, "name": "a"},
          {"type": "relu"},
          {"config": {}},
          7
        ]}}
        """;

    JsonBindingException thrown =
        assertThrows(JsonBindingException.class, () -> layers.createFromJson(json));

    assertEquals(
        """
        [layer] unknown component: expected one of gradus:linear, gradus:relu, gradus:sequential,\
         got "reluu". At /config/layers/0/type. Hint: did you mean "relu"?
        [linear] unknown key: expected one of in, out, bias, weight, got "inn".\
         At /config/layers/1/config/inn. Hint: did you mean "in"?
        [linear] missing key: expected in, got "inn", "out". At /config/layers/1/config.
        [linear] sizes are too small: expected at least 1, got 0 and 4.\
         At /config/layers/2/config.
        [weight-initializer] unknown component: expected one of gradus:constant, got "relu".\
         At /config/layers/3/config/weight/type. Hint: add the jar that provides it to the class\
         path or the module path.
        [sequential] unknown key: expected one of type, config, got "name".\
         At /config/layers/4/name.
        [relu] unknown key: expected no keys, got "slope". At /config/layers/4/config/slope.
        [sequential] missing key: expected config. At /config/layers/5.
        [sequential] missing key: expected type. At /config/layers/6.
        [sequential] wrong value of layers: expected an object with the keys type and config, got\
         7. At /config/layers/7.\
        """,
        thrown.getMessage());
    assertEquals("/config/layers/0/type", thrown.pointer());
    assertEquals(10, thrown.problems().size());
  }

  @Test
  void refusesAComponentThatIsNotOfTheDeclaredInterface() {
    record Activated(Layer.ActivationConfig activation) {}
    String linear = "{\"activation\":" + plugins.write(new Linear.Config(1, 1)) + "}";

    JsonBindingException thrown =
        assertThrows(
            JsonBindingException.class, () -> plugins.json().read(linear, Activated.class));

    assertEquals(
        "[Activated] wrong value of activation: expected a component whose config is a"
            + " org.gradus.core.plugin.kinds.Layer$ActivationConfig, got linear."
            + " At /activation/type.",
        thrown.getMessage());
    assertEquals(
        new Activated(new Relu.Config()),
        plugins
            .json()
            .read("{\"activation\":" + plugins.write(new Relu.Config()) + "}", Activated.class));
  }

  @Test
  void nestsTwoHundredComponentsAndNoMore() {
    Layer.Config deep = new Relu.Config();
    for (int i = 1; i < 200; i++) {
      deep = new Sequential.Config(List.of(deep));
    }
    Layer.Config deepest = deep;
    Layer.Config tooDeep = new Sequential.Config(List.of(deep));

    assertEquals(deepest, layers.createFromJson(plugins.write(deepest)).config());
    IllegalArgumentException unwritten =
        assertThrows(IllegalArgumentException.class, () -> plugins.write(tooDeep));
    assertEquals(
        "[Json] components are nested too deep: expected at most 200 in each other, got more.",
        unwritten.getMessage());
    String start = "{\"type\":\"sequential\",\"config\":{\"layers\":[";
    String json = start + plugins.write(deepest) + "]}}";
    JsonBindingException unread =
        assertThrows(JsonBindingException.class, () -> layers.createFromJson(json));
    assertEquals(
        "[sequential] components are nested too deep: expected at most 200 in each other, got more."
            + " At "
            + "/config/layers/0".repeat(200)
            + ".",
        unread.getMessage());
  }

  @Test
  void refusesAConfigThatNoProviderLists() {
    record Private() implements Layer.Config {}
    Private config = new Private();

    UnknownComponentException thrown =
        assertThrows(UnknownComponentException.class, () -> plugins.write(config));

    assertEquals(
        "[layer] unknown config: expected that of one of gradus:linear, gradus:relu,"
            + " gradus:sequential, got org.gradus.core.plugin.PluginsTest$1Private. Hint: list its"
            + " component in a provider.",
        thrown.getMessage());
    assertThrows(UnknownComponentException.class, () -> plugins.create(config));
    assertThrows(UnknownComponentException.class, () -> layers.create(config));
  }

  @Test
  void refusesAConfigThatIsNotARecord() {
    final class Mutable implements Layer.Config {}
    Mutable config = new Mutable();

    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> plugins.create(config));

    assertEquals(
        "[plugins] config is of no use: expected a record, got an instance of"
            + " org.gradus.core.plugin.PluginsTest$1Mutable.",
        thrown.getMessage());
  }

  @Test
  void comesFromItsOwnProviders() {
    assertEquals(List.of(), layers.problems());
    assertEquals(Linear.Config.class, layers.component("linear").config());
    assertEquals("gradus:linear", layers.nameOf(Linear.Config.class));
    assertEquals(3, new OurLayers().components().size());
  }
}
