package org.gradus.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.UnknownComponentException;
import org.gradus.core.plugin.kinds.Layer;
import org.gradus.core.plugin.kinds.LayerProvider;
import org.gradus.core.plugin.kinds.OurLayers;
import org.junit.jupiter.api.Test;

class ContractTest {
  private final Plugins plugins = Plugins.load();
  private final OurLayers.Linear.Config config = new OurLayers.Linear.Config(3, 4);
  private final Contract contract = Contract.of(config, LayerProvider.class, plugins);

  @Test
  void namesTheComponentAndTheRule() {
    ContractViolationError thrown =
        assertThrows(ContractViolationError.class, () -> contract.requireEqual("sizes stay", 3, 4));
    assertEquals("[contract of gradus:linear] sizes stay: expected 3, got 4.", thrown.getMessage());
    assertEquals("gradus:linear", thrown.component());
    assertEquals("sizes stay", thrown.rule());
  }

  @Test
  void returnsTheComponentThatJsonMakes() {
    assertEquals(
        new OurLayers.Linear(config),
        contract.requireJson(config, LayerProvider.class, Layer::config, plugins));
  }

  @Test
  void findsComponentsThatForgetTheirConfig() {
    ContractViolationError thrown =
        assertThrows(
            ContractViolationError.class,
            () ->
                contract.requireJson(
                    config, LayerProvider.class, layer -> new OurLayers.Relu.Config(), plugins));
    assertEquals("JSON keeps the config", thrown.rule());
  }

  @Test
  void knowsListedComponentsOnly() {
    record Unlisted() implements Layer.Config {}

    assertThrows(
        UnknownComponentException.class,
        () -> Contract.of(new Unlisted(), LayerProvider.class, plugins));
  }
}
