package org.samap.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;

/**
 * Gives a reader numbered damaged copies of valid inputs. Each must be read, or refused by an
 * {@link InputException} of one line that names the input: no other exception, no hang, no more
 * memory than a small input deserves, and no file that stays open.
 *
 * <p>The number of a case decides its damage. {@code -Dsamap.fuzz.case=57} tries case 57 alone, and
 * leaves its input in the folder that {@code -Dsamap.fuzz.keep} names.
 */
public final class Fuzz {
  /** For the tests that always run. */
  public static final int FEW = 200;

  /** For the slow tests. */
  public static final int MANY = 10_000;

  private static final long SEED = 1;
  private static final long MOST_BYTES = 64L << 20;
  private static final long MOST_SECONDS = 30;
  private static final int MOST_KINDS_OF_FAILURES = 12;
  private static final int MOST_OF_MESSAGE = 400;
  private static final int LONGEST_LINE = 4000;

  /** More files than the virtual machine opens for itself. */
  private static final long MOST_OPEN_FILES = 50;

  /** Reads an input as a run would. */
  @FunctionalInterface
  public interface Reader {
    void read(Path input) throws IOException;
  }

  private final Path folder;
  private final List<Specimen> specimens;
  private final Reader reader;
  private final IdentityHashMap<byte[], Checksums> sums = new IdentityHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final AtomicInteger current = new AtomicInteger();
  private int accepted;
  private int refused;

  private Fuzz(Path folder, List<Specimen> specimens, Reader reader) {
    this.folder = folder;
    this.specimens = specimens;
    this.reader = reader;
  }

  /**
   * Fails unless the reader reads every specimen, and reads or refuses every damaged one.
   *
   * @param folder an empty folder for the inputs
   * @param cases the number of damaged inputs
   */
  public static void survives(int cases, Path folder, List<Specimen> specimens, Reader reader)
      throws IOException {
    Fuzz fuzz = new Fuzz(folder, specimens, reader);
    for (Specimen specimen : specimens) {
      fuzz.write(specimen);
      reader.read(fuzz.path(specimen));
    }
    long open = openFiles();
    int only = Integer.getInteger("samap.fuzz.case", -1);
    fuzz.watch(only < 0 ? 0 : only, only < 0 ? cases : only + 1);
    assertThat(fuzz.failures.values()).as("failures").isEmpty();
    if (only < 0) {
      assertThat(fuzz.accepted + fuzz.refused).as("cases").isEqualTo(cases);
      assertThat(fuzz.accepted).as("damaged inputs that are read").isPositive();
      assertThat(fuzz.refused).as("damaged inputs that are refused").isPositive();
      assertThat(openFiles()).as("open files").isLessThan(open + MOST_OPEN_FILES);
    }
  }

  /** Runs the cases on a thread of their own, since a reader that hangs cannot be stopped. */
  private void watch(int from, int to) {
    current.set(from);
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("fuzz")
            .start(
                () -> {
                  for (int c = from; c < to && failures.size() < MOST_KINDS_OF_FAILURES; c++) {
                    current.set(c);
                    run(c);
                  }
                });
    int seen = -1;
    long since = System.nanoTime();
    while (!ended(thread)) {
      if (current.get() != seen) {
        seen = current.get();
        since = System.nanoTime();
      } else if (TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since) >= MOST_SECONDS) {
        fail(
            "case %d: runs for more than %d s%s"
                .formatted(seen, MOST_SECONDS, stack(thread.getStackTrace(), 40)));
      }
    }
  }

  private static boolean ended(Thread thread) {
    try {
      return thread.join(Duration.ofMillis(200));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(int number) {
    RandomStream random = RandomStream.of(SEED, "fuzz", number);
    Specimen specimen = specimens.get(random.nextInt(specimens.size()));
    List<String> targets = specimen.targets();
    String target = targets.get(random.nextInt(targets.size()));
    try {
      damage(specimen, target, random);
      keep(specimen);
      check(number, specimen);
      Files.deleteIfExists(path(specimen).resolve(target));
      write(specimen, target, specimen.content(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void damage(Specimen specimen, String target, RandomStream random) throws IOException {
    byte[] valid = specimen.content(target);
    boolean alone = specimen.files().size() == 1;
    switch (random.nextInt(alone ? 100 : 30)) {
      case 0 -> write(specimen, target, new byte[0]);
      case 1 -> {
        List<byte[]> all = List.copyOf(specimen.files().values());
        write(specimen, target, all.get(random.nextInt(all.size())));
      }
      case 2 -> Files.delete(path(specimen).resolve(target));
      default -> {
        Checksums known = sums.computeIfAbsent(valid, Checksums::in);
        write(specimen, target, Damage.of(valid, known, random));
      }
    }
  }

  private void check(int number, Specimen specimen) {
    long before = allocated();
    try {
      reader.read(path(specimen));
      accepted++;
    } catch (InputException e) {
      refused++;
      String message = String.valueOf(e.getMessage());
      if (!isOneLine(message)) {
        failed(number, "a message that is not one line", message, e);
      } else if (!message.contains(specimen.name())) {
        failed(number, "a message that does not name the file", message, e);
      }
    } catch (Throwable e) {
      failed(number, e.getClass().getName(), String.valueOf(e.getMessage()), e);
    }
    long bytes = allocated() - before;
    if (bytes > MOST_BYTES) {
      String what = "case %d: took %,d bytes of memory".formatted(number, bytes);
      failures.putIfAbsent("memory", what);
    }
  }

  private static boolean isOneLine(String message) {
    return !message.isBlank()
        && message.length() < LONGEST_LINE
        && message.chars().noneMatch(c -> Character.isISOControl(c) && c != '\t');
  }

  /** Keeps the first failure of each kind. */
  private void failed(int number, String what, String message, Throwable e) {
    String place =
        Arrays.stream(e.getStackTrace())
            .map(StackTraceElement::toString)
            .filter(frame -> frame.contains("org.samap.core"))
            .limit(2)
            .collect(Collectors.joining());
    failures.putIfAbsent(
        what + place,
        "case %d: %s: %s%s"
            .formatted(number, what, printable(message), stack(e.getStackTrace(), 30)));
  }

  private static String printable(String message) {
    return message
        .codePoints()
        .limit(MOST_OF_MESSAGE)
        .mapToObj(c -> Character.isISOControl(c) ? "\\x%02x".formatted(c) : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static String stack(StackTraceElement[] frames, int most) {
    return Arrays.stream(frames)
        .limit(most)
        .map(frame -> "\n    " + frame)
        .collect(Collectors.joining("", "", "\n"));
  }

  private Path path(Specimen specimen) {
    return folder.resolve(specimen.name());
  }

  private void write(Specimen specimen) throws IOException {
    for (Map.Entry<String, byte[]> file : specimen.files().entrySet()) {
      Path path = path(specimen).resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private void write(Specimen specimen, String file, byte[] content) throws IOException {
    Files.write(path(specimen).resolve(file), content);
  }

  /** Copies the damaged input to where the user wants to look at it. */
  private void keep(Specimen specimen) throws IOException {
    String keep = System.getProperty("samap.fuzz.keep", "");
    if (!keep.isEmpty()) {
      Path from = path(specimen);
      for (String file : specimen.files().keySet()) {
        Path to = Path.of(keep).resolve(specimen.name()).resolve(file);
        Files.createDirectories(to.getParent());
        Files.deleteIfExists(to);
        if (Files.exists(from.resolve(file))) {
          Files.copy(from.resolve(file), to);
        }
      }
    }
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  /** Open files and mapped ones. */
  private static long openFiles() {
    long mapped =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("mapped"))
            .mapToLong(BufferPoolMXBean::getCount)
            .sum();
    long open =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.UnixOperatingSystemMXBean system
            ? system.getOpenFileDescriptorCount()
            : 0;
    return mapped + open;
  }
}
