package org.gradus.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.attention.Attended;
import org.gradus.core.attention.Attention;
import org.gradus.core.attention.AttentionMask;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Gelu;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.attention.MultiHeadAttention;
import org.gradus.layers.attention.TransformerDecoderBlock;
import org.gradus.layers.attention.TransformerEncoder;
import org.gradus.layers.attention.TransformerEncoderBlock;
import org.gradus.layers.attention.TransformerSettings;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.Normalizer;
import org.gradus.layers.normalization.LayerNorm;

/** Of the family {@code layers}: attention and transformers. */
final class AttentionLayers {
  private static final List<String> PROJECTIONS = List.of("query", "key", "value");
  private static final Plugins PLUGINS = Plugins.load();

  /** What the parts of our modules are called in PyTorch. */
  private static final Map<String, String> ENCODER =
      Map.of(
          "attention", "self_attn",
          "attention-norm", "norm1",
          "inner", "linear1",
          "outer", "linear2",
          "norm", "norm2");

  private static final Map<String, String> DECODER =
      Map.of(
          "attention", "self_attn",
          "attention-norm", "norm1",
          "memory-attention", "multihead_attn",
          "memory-norm", "norm2",
          "inner", "linear1",
          "outer", "linear2",
          "norm", "norm3");

  private AttentionLayers() {}

  static void addTo(Operations operations) {
    operations
        .many("scaled_dot_product_attention", AttentionLayers::scaledDotProduct)
        .many("multi_head_attention", AttentionLayers::multiHead)
        .one("transformer_encoder_layer", AttentionLayers::encoderLayer)
        .one("transformer_decoder_layer", AttentionLayers::decoderLayer)
        .one("transformer_encoder", AttentionLayers::encoder);
  }

  private static AttentionMask mask(Arguments in, String name) {
    if (!in.hasTensor(name)) {
      return AttentionMask.none();
    }
    Tensor mask = in.tensor(name);
    return mask.dtype() == DType.INT32 ? AttentionMask.hiding(mask) : AttentionMask.adding(mask);
  }

  private static AttentionMask padding(Arguments in, String name) {
    return in.hasTensor(name) ? AttentionMask.hidingPadding(in.tensor(name)) : AttentionMask.none();
  }

  /** Returns the result of the fused operation, with the weights of the composed one. */
  private static Map<String, Tensor> scaledDotProduct(Arguments in) {
    in.describes("scale");
    AttentionMask mask = mask(in, "attn_mask");
    AttentionMask all = in.flag("causal") ? mask.and(AttentionMask.causal()) : mask;
    Tensor query = in.tensor("q");
    Tensor key = in.tensor("k");
    Tensor value = in.tensor("v");
    Shape batch = query.shape().reduced(false, -2, -1);
    Tensor q = flat(query);
    Tensor k = flat(key);
    Tensor v = flat(value);
    Tensor output = Attention.of(q, k, v, all);
    Tensor weights = Attention.withWeights(q, k, v, 1, 1, all).weights();
    return Map.of("output", split(output, batch), "attn_weights", split(weights.squeeze(1), batch));
  }

  private static Tensor flat(Tensor x) {
    return x.reshape(-1, x.size(-2), x.size(-1));
  }

  private static Tensor split(Tensor x, Shape batch) {
    int[] sizes = new int[batch.rank() + 2];
    System.arraycopy(batch.toArray(), 0, sizes, 0, batch.rank());
    sizes[batch.rank()] = x.size(1);
    sizes[batch.rank() + 1] = x.size(2);
    return x.reshape(sizes);
  }

  private static Map<String, Tensor> multiHead(Arguments in) {
    in.describes("embed_dim", "kdim", "vdim");
    MultiHeadAttention plain = MultiHeadAttention.of(in.integer("num_heads"));
    MultiHeadAttention module = in.flag("bias") ? plain : plain.withoutBias();
    boolean learned = in.flag("add_bias_kv");
    boolean zero = in.flag("add_zero_attn");
    if (learned || zero) {
      module =
          module.withSink(learned ? MultiHeadAttention.Sink.LEARNED : MultiHeadAttention.Sink.ZERO);
    }
    boolean self = in.flag("self_attention");
    boolean batchFirst = in.flag("batch_first");
    Tensor[] inputs = new Tensor[3];
    for (int i = 0; i < inputs.length; i++) {
      Tensor given = in.tensor(self ? "x" : PROJECTIONS.get(i));
      inputs[i] = batchFirst ? given : given.transpose(0, 1);
    }
    module.build(
        inputs[0].shape(),
        inputs[1].shape(),
        inputs[2].shape(),
        Construction.of(in.dtype(), RandomSource.of(1)));
    for (Map.Entry<String, Parameter> entry : module.parameters().entrySet()) {
      bindAttention(in, "", entry.getKey(), entry.getValue());
    }
    AttentionMask mask = headMask(in, inputs[0].size(0));
    AttentionMask all = mask.and(padding(in, "key_padding_mask"));
    Tensor output = module.forward(inputs[0], inputs[1], inputs[2], all, Context.eval());
    Attended attended = module.attend(inputs[0], inputs[1], inputs[2], all, Context.eval());
    Tensor weights = learned || zero ? sinkLast(attended.weights()) : attended.weights();
    return Map.of(
        "output",
        batchFirst ? output : output.transpose(0, 1),
        "attn_weights",
        in.flag("average_attn_weights") ? weights.mean(1) : weights);
  }

  /** Returns a mask of (L, S), or of (N · heads, L, S). */
  private static AttentionMask headMask(Arguments in, int examples) {
    if (!in.hasTensor("attn_mask") || in.tensor("attn_mask").rank() == 2) {
      return mask(in, "attn_mask");
    }
    Tensor mask = in.tensor("attn_mask");
    Tensor apart = mask.reshape(examples, -1, mask.size(1), mask.size(2));
    return mask.dtype() == DType.INT32 ? AttentionMask.hiding(apart) : AttentionMask.adding(apart);
  }

  /** Returns weights with the column of the additional key at the end, where PyTorch has it. */
  private static Tensor sinkLast(Tensor weights) {
    int keys = weights.size(3);
    return Shaping.concatenate(3, weights.slice(3, 1, keys), weights.slice(3, 0, 1));
  }

  /** Binds a parameter of an attention to its rows in PyTorch's joint projection. */
  private static void bindAttention(Arguments in, String prefix, String path, Parameter parameter) {
    String part = path.substring(0, Math.max(0, path.indexOf('/')));
    String kind = path.substring(path.indexOf('/') + 1);
    int index = PROJECTIONS.indexOf(part);
    if (index < 0) {
      Map<String, String> names =
          Map.of(
              "output/weight", "out_proj.weight",
              "output/bias", "out_proj.bias",
              "sink-key", "bias_k",
              "sink-value", "bias_v");
      in.bind(prefix + names.get(path), parameter);
      return;
    }
    String alone = prefix + part.charAt(0) + "_proj_" + kind;
    if (in.hasTensor(alone)) {
      in.bind(alone, parameter);
    } else {
      int rows = parameter.shape().size(0);
      in.bindRows(prefix + "in_proj_" + kind, index * rows, parameter);
    }
  }

  private static void bindBlock(
      Arguments in, String prefix, Module block, Map<String, String> names) {
    block
        .parameters()
        .forEach(
            (path, parameter) -> {
              String part = path.substring(0, path.indexOf('/'));
              String rest = path.substring(path.indexOf('/') + 1);
              String name = prefix + names.get(part) + ".";
              if (part.endsWith("attention")) {
                bindAttention(in, name, rest, parameter);
              } else {
                in.bind(name + rest, parameter);
              }
            });
  }

  private static TransformerSettings settings(Arguments in) {
    in.describes("d_model");
    if (in.number("dropout") != 0) {
      throw new NotCoveredException("value", "dropout = " + in.number("dropout"));
    }
    String activation = in.text("activation");
    Module.Config chosen =
        switch (activation) {
          case "relu" -> new Relu();
          case "gelu" -> new Gelu();
          default -> throw new NotCoveredException("value", "activation = " + activation);
        };
    return TransformerSettings.of(in.integer("nhead"), in.integer("dim_feedforward"))
        .withActivation(chosen)
        .withNorm(norm(in))
        .withOrder(
            in.flag("norm_first")
                ? TransformerSettings.Order.NORM_FIRST
                : TransformerSettings.Order.NORM_LAST);
  }

  private static void requireBatchFirst(Arguments in) {
    if (!in.flag("batch_first")) {
      throw new NotCoveredException("value", "batch_first = false");
    }
  }

  private static Normalizer.Config norm(Arguments in) {
    return LayerNorm.create().withEpsilon(in.number("layer_norm_eps")).config();
  }

  private static Tensor encoderLayer(Arguments in) {
    TransformerEncoderBlock block =
        TransformerEncoderBlock.of(new TransformerEncoderBlock.Config(settings(in)), PLUGINS);
    boolean batchFirst = in.flag("batch_first");
    Tensor x = batchFirst ? in.x() : in.x().transpose(0, 1);
    block.build(x.shape(), Construction.of(in.dtype(), RandomSource.of(1)));
    bindBlock(in, "", block, ENCODER);
    AttentionMask mask = mask(in, "src_mask").and(padding(in, "src_key_padding_mask"));
    Tensor y = block.forward(x, mask, Context.eval());
    return batchFirst ? y : y.transpose(0, 1);
  }

  private static Tensor decoderLayer(Arguments in) {
    TransformerDecoderBlock block =
        TransformerDecoderBlock.of(new TransformerDecoderBlock.Config(settings(in)), PLUGINS);
    requireBatchFirst(in);
    Tensor target = in.tensor("tgt");
    Tensor memory = in.tensor("memory");
    block.build(target.shape(), memory.shape(), Construction.of(in.dtype(), RandomSource.of(1)));
    bindBlock(in, "", block, DECODER);
    AttentionMask mask = mask(in, "tgt_mask");
    return block.forward(target, memory, mask, AttentionMask.none(), Context.eval());
  }

  private static Tensor encoder(Arguments in) {
    requireBatchFirst(in);
    Optional<Normalizer.Config> last =
        in.flag("final_norm") ? Optional.of(norm(in)) : Optional.empty();
    TransformerEncoder stack =
        TransformerEncoder.of(
            new TransformerEncoder.Config(in.integer("num_layers"), settings(in), last), PLUGINS);
    stack.build(in.x().shape(), Construction.of(in.dtype(), RandomSource.of(1)));
    Map<String, Module> children = new LinkedHashMap<>(stack.children());
    Module norm = children.remove("norm");
    norm.parameters().forEach((name, parameter) -> in.bind("norm." + name, parameter));
    children.forEach((name, block) -> bindBlock(in, "layers." + name + ".", block, ENCODER));
    return stack.forward(in.x(), Context.eval());
  }
}
