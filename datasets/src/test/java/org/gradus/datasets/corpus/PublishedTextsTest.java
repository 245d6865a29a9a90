package org.gradus.datasets.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.data.Batch;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Registry;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.dataset.DatasetProvider;
import org.gradus.datasets.sequence.TeacherForcing;
import org.gradus.datasets.text.BytePairEncoder;
import org.gradus.datasets.text.BytePairSplitting;
import org.gradus.datasets.text.SpecialToken;
import org.gradus.datasets.text.TokenCounts;
import org.gradus.datasets.text.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What is published of the texts, or counted by a few lines of Python, on the real files. */
@EnabledIfEnvironmentVariable(named = "GRADUS_DATA", matches = ".+")
class PublishedTextsTest {
  private final Registry<Dataset> datasets = Plugins.load().kind(DatasetProvider.class);

  private Dataset named(String name, String config) {
    return datasets.createFromJson(
        "{\"type\": \"gradus:%s\", \"config\": {%s}}".formatted(name, config));
  }

  /** Karpathy's makemore: sizes and first names after {@code random.seed(42)}. */
  @Test
  void names() {
    Names names = Names.load();
    assertEquals(32_033, names.names().size());
    assertEquals(29_494, new HashSet<>(names.names()).size());
    assertEquals(List.of("emma", "olivia", "ava"), names.names().subList(0, 3));
    assertEquals("zzyzx", names.names().get(32_032));
    assertEquals(27, names.vocabulary().size());
    assertEquals(228_146, names.stream().length() - 1);

    Parts<Names> parts = names.split();
    assertEquals(List.of("yuheng", "diondre", "xavien"), parts.train().names().subList(0, 3));
    assertEquals(182_625, parts.train().contexts(3).size());
    assertEquals(22_655, parts.validation().contexts(3).size());
    assertEquals(22_866, parts.test().contexts(3).size());
    Dataset byName = named("names", "\"part\": \"validation\", \"context\": 8");
    assertArrayEquals(new int[] {22_655, 8}, byName.all().inputs().shape().toArray());
  }

  /** nanoGPT, data/shakespeare_char: 65 characters, 1,003,854 and 111,540 tokens. */
  @Test
  void tinyShakespeare() {
    TinyShakespeare text = TinyShakespeare.load();
    assertEquals(65, text.vocabulary().size());
    assertEquals(1_003_854, text.train().length());
    assertEquals(111_540, text.validation().length());
    assertEquals(
        "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        text.encoder().decode(IntStream.range(0, 65).toArray()));
    assertEquals(
        "First Citizen:\nBefore we proceed any further, hear me speak.",
        text.encoder().decode(text.train().slice(0, 60).toInts()));
    Batch batch = text.train().randomWindows(12, 64, 2000).epoch(RandomSource.of(1)).get(1999);
    assertArrayEquals(new int[] {12, 64}, batch.targets().shape().toArray());
    assertEquals(1742, named("tiny-shakespeare", "\"part\": \"validation\", \"steps\": 64").size());
  }

  /** The counts of 57,340 sentences by {@code token.rsplit('/', 1)[0]} in Python. */
  @Test
  void brown() {
    BrownCorpus corpus = BrownCorpus.load();
    assertEquals(1_161_192, corpus.words().size());
    TokenCounts counts = TokenCounts.of(corpus.words());
    assertEquals(56_057, counts.distinct());
    assertEquals(17_904, counts.mostFrequent(4).size());
    assertEquals(List.of("The", "Fulton", "County", "Grand"), corpus.words().subList(0, 4));
    assertEquals(800_000, corpus.words(CorpusPart.TRAIN).size());
    assertEquals(200_000, corpus.words(CorpusPart.VALIDATION).size());
    assertEquals(161_192, corpus.words(CorpusPart.TEST).size());

    Vocabulary vocabulary = corpus.vocabulary(4);
    assertEquals(List.of("<unk>", "the", ","), vocabulary.decode(0, 1, 2));
    assertEquals(161_192 - 4, named("brown", "\"part\": \"test\", \"context\": 4").size());
    assertEquals(161_192, corpus.stream(CorpusPart.TEST, vocabulary).length());
  }

  /**
   * Dive into Deep Learning, section 10.5: the first six pairs; and 10,012 English tokens that
   * occur at least twice, with four special ones.
   */
  @Test
  void englishFrench() {
    ParallelCorpus corpus = ParallelCorpus.englishFrench();
    assertEquals(167_130, corpus.size());
    assertEquals(10_012, corpus.sourceVocabulary(2).size());
    assertEquals(
        List.of(
            "go . va !",
            "hi . salut !",
            "run ! cours !",
            "run ! courez !",
            "who ? qui ?",
            "wow ! ça alors !"),
        corpus.pairs().subList(0, 6).stream()
            .map(pair -> String.join(" ", pair.source()) + " " + String.join(" ", pair.target()))
            .toList());
    assertFalse(
        corpus.pairs().stream()
            .flatMap(pair -> Stream.concat(pair.source().stream(), pair.target().stream()))
            .anyMatch(token -> token.chars().anyMatch(Character::isSpaceChar)));

    Parts<ParallelCorpus> parts = corpus.split(RandomSource.of(1));
    Set<List<String>> trained = new HashSet<>();
    parts.train().pairs().forEach(pair -> trained.add(pair.source()));
    assertTrue(parts.test().pairs().stream().noneMatch(pair -> trained.contains(pair.source())));
    assertEquals(167_130, parts.train().size() + parts.validation().size() + parts.test().size());

    Dataset shortOnes = named("english-french", "\"part\": \"test\", \"longest\": 8");
    TeacherForcing batch = TeacherForcing.of(shortOnes.get(0, 1, 2, 3), 0);
    assertTrue(batch.decoderInputs().size(1) <= 9);
    int start = SpecialToken.START.ordinal();
    assertArrayEquals(
        new int[] {start, start, start, start}, batch.decoderInputs().select(1, 0).toInts());
  }

  @Test
  void bytePairs() {
    TinyShakespeare text = TinyShakespeare.load();
    String plays = text.encoder().decode(text.train().toInts());
    BytePairEncoder encoder = BytePairEncoder.learn(List.of(plays), 1000, BytePairSplitting.GPT2);
    assertEquals(1000, encoder.size());
    int[] ids = encoder.encode(plays);
    assertEquals(plays, encoder.decode(ids));
    assertTrue(ids.length < plays.length() / 2);
  }
}
