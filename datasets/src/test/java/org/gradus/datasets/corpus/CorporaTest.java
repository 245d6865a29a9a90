package org.gradus.datasets.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.location.MalformedFileException;
import org.gradus.datasets.text.SpecialToken;
import org.gradus.datasets.text.Vocabulary;
import org.junit.jupiter.api.Test;

/** Parsers, on a few lines of each kind. */
class CorporaTest {
  private static final String PAIRS =
      "Go.\tVa\u202F!\tCC-BY 2.0\nHi, Tom.\tSalut, Tom.\n\nHi, Tom.\tÇa alors\u2009!\n";

  private final ParallelCorpus pairs = ParallelCorpus.parse(PAIRS, new SentenceTokenizer());

  @Test
  void cutsSentences() {
    SentenceTokenizer tokenizer = new SentenceTokenizer();
    assertEquals(
        List.of("j'ai", "ri", ",", "oui", ".", ".", "."), tokenizer.split("J'ai\u00A0ri, oui..."));
    assertEquals("j'ai ri, oui!", tokenizer.join(List.of("j'ai", "ri", ",", "oui", "!")));
  }

  @Test
  void readsPairs() {
    assertEquals(3, pairs.size());
    assertEquals(
        new ParallelCorpus.Pair(List.of("go", "."), List.of("va", "!")), pairs.pairs().get(0));
    assertEquals(List.of("ça", "alors", "!"), pairs.pairs().get(2).target());
    assertEquals(List.of(pairs.pairs().get(0)), pairs.upTo(2).pairs());
    MalformedFileException refused =
        assertThrows(
            MalformedFileException.class,
            () -> ParallelCorpus.parse("a\tb\nc", new SentenceTokenizer()));
    assertEquals(
        "[parallel-corpus] a line is no pair: expected two sentences with a tabulator between, got"
            + " \"c\".",
        refused.getMessage());
  }

  @Test
  void marksWhereSentencesStartAndEnd() {
    Vocabulary source = pairs.sourceVocabulary(2);
    Vocabulary target = pairs.targetVocabulary(1);
    assertEquals(
        List.of("<pad>", "<unk>", "<s>", "</s>", ".", ",", "hi", "tom"),
        source.decode(0, 1, 2, 3, 4, 5, 6, 7));
    Batch batch = pairs.dataset(source, target).get(0, 1);
    assertArrayEquals(new int[][] {{1, 4, 3, 0, 0}, {6, 5, 7, 4, 3}}, batch.inputs().toIntRows());
    List<List<String>> shown = Stream.of(batch.targets().toIntRows()).map(target::decode).toList();
    assertEquals(List.of("<s>", "va", "!", "</s>", "<pad>", "<pad>"), shown.get(0));
    assertEquals(List.of("<s>", "salut", ",", "tom", ".", "</s>"), shown.get(1));
  }

  @Test
  void refusesVocabulariesThatDoNotFit() {
    Vocabulary source = pairs.sourceVocabulary(1);
    Vocabulary other =
        Vocabulary.of(List.of(), SpecialToken.START, SpecialToken.END, SpecialToken.PADDING);
    assertEquals(
        "[parallel-corpus] the number of padding in the target's vocabulary is out of range:"
            + " expected that in the source's, 0, got 2.",
        assertThrows(IllegalArgumentException.class, () -> pairs.dataset(source, other))
            .getMessage());
  }

  @Test
  void keepsTranslationsOfASentenceTogether() {
    Parts<ParallelCorpus> parts = pairs.split(RandomSource.of(1));
    assertEquals(3, parts.train().size() + parts.validation().size() + parts.test().size());
    for (CorpusPart part : CorpusPart.values()) {
      long greetings =
          parts.get(part).pairs().stream().filter(p -> p.source().contains("hi")).count();
      assertEquals(0, greetings % 2);
    }
  }

  @Test
  void readsTaggedWords() {
    BrownCorpus corpus = BrownCorpus.parse("\n\n\tThe/at 1/2/cd of/in\n./. ");
    assertEquals(List.of("The", "1/2", "of", "."), corpus.words());
    assertEquals(corpus.words(), corpus.words(CorpusPart.TRAIN));
    assertEquals(List.of(), corpus.words(CorpusPart.TEST));
    Vocabulary vocabulary = corpus.vocabulary(1);
    assertArrayEquals(new int[] {3, 2, 4, 1}, corpus.stream(CorpusPart.TRAIN, vocabulary).toInts());
    MalformedFileException refused =
        assertThrows(MalformedFileException.class, () -> BrownCorpus.parse("The/at /nn"));
    assertEquals(
        "[brown] a token is no word with a part of speech: expected word/tag, got \"/nn\".",
        refused.getMessage());
  }

  @Test
  void cutsTextForValidation() {
    TinyShakespeare text = TinyShakespeare.of("to be, or not to be");
    assertEquals(17, text.train().length());
    assertEquals("be", text.encoder().decode(text.validation().toInts()));
    assertEquals(" ,benort", text.encoder().decode(0, 1, 2, 3, 4, 5, 6, 7));
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertEquals(
        "[names] context is out of range: expected at least 1, got 0.",
        assertThrows(IllegalArgumentException.class, () -> new NamesConfig(CorpusPart.TRAIN, 0))
            .getMessage());
    TinyShakespeareConfig.Part train = TinyShakespeareConfig.Part.TRAIN;
    assertThrows(IllegalArgumentException.class, () -> new TinyShakespeareConfig(train, 0));
    assertThrows(IllegalArgumentException.class, () -> new TinyShakespeareConfig(train, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new BrownConfig(CorpusPart.TEST, 0));
    assertThrows(IllegalArgumentException.class, () -> new BrownConfig(CorpusPart.TEST, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new EnglishFrenchConfig(CorpusPart.TEST, 0));
    assertThrows(IllegalArgumentException.class, () -> pairs.upTo(0));
  }
}
