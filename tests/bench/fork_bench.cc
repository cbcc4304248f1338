// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "service/store/fork_index_folder.h"
#include "service/store/fork_postings.h"
#include "service/store/fork_projects.h"
#include "service/store/fork_schema.h"

// What fork_bench.py asks, of an index of so many million contents (2,000 projects for each):
//   fork_bench fill FOLDER MILLIONS           makes it, in the order of its rows
//   fork_bench query FOLDER MILLIONS ROUNDS   merge requests of 200 files and 50 commits
//   fork_bench push FOLDER MILLIONS ROUNDS    pushes of 200 new objects
//   fork_bench first FOLDER KEYS              a new project with so many keys nobody has
// Times in milliseconds.

namespace headwater::store {
namespace {

using Clock = std::chrono::steady_clock;
/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014): made anew
/// for each of millions of slots.
class Random {
 public:
  using result_type = uint64_t;
  explicit Random(uint64_t seed) : state_(seed) {}
  static constexpr uint64_t min() { return 0; }
  static constexpr uint64_t max() { return ~uint64_t{0}; }
  uint64_t operator()() {
    uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111eb;
    return z ^ (z >> 31U);
  }

 private:
  uint64_t state_;
};

/// So many different ones, ascending; fewer where chance has it.
template <typename Number>
std::vector<Number> Sorted(std::vector<Number> numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

constexpr uint64_t kMillion = 1'000'000;
constexpr uint32_t kProjectsPerMillion = 2'000;
constexpr double kMorePostings = 4;  // than one, on average
constexpr uint64_t kSlots = uint64_t{1} << kSlotBits;
/// Keys of each layer for a content: 15 million commits with as many roots, and 61 million trees
/// in all, for 50 million contents.
constexpr double kShares[] = {0.3, 0.3, 0.92, 1.0, 0.0};

double Since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

long MaxResidentKilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

template <typename T>
T Must(Result<T> result) {
  if (!result.ok()) {
    std::cerr << result.error().message << "\n";
    std::exit(1);
  }
  return std::move(result).value();
}

struct Times {
  std::vector<double> all;

  double At(double share) {
    std::sort(all.begin(), all.end());
    return all[static_cast<size_t>(share * static_cast<double>(all.size() - 1))];
  }
};

void Print(const std::string& name, Times& times) {
  std::printf("\"%s\": {\"p50\": %.2f, \"p99\": %.2f, \"max\": %.2f}, ", name.c_str(),
              times.At(0.5), times.At(0.99), times.At(1));
}

void PrintEnd(const ForkPartition& partition) {
  std::printf("\"bytes\": %llu, \"rss_kb\": %ld}\n",
              static_cast<unsigned long long>(Must(partition.Bytes())), MaxResidentKilobytes());
}

/// The same index whoever asks for a part of it.
class Simulated {
 public:
  explicit Simulated(uint64_t millions) : millions_(millions) {}

  uint32_t projects() const { return static_cast<uint32_t>(millions_ * kProjectsPerMillion); }

  /// What the keys of a slot begin with, ascending, and who has them.
  std::vector<std::pair<uint64_t, std::vector<uint32_t>>> Slot(size_t layer, uint64_t slot) const {
    Random random(layer << kSlotBits | slot);
    const double mean =
        kShares[layer] * static_cast<double>(millions_ * kMillion) / static_cast<double>(kSlots);
    if (mean == 0) return {};
    std::vector<uint64_t> rests(static_cast<size_t>(std::poisson_distribution<int>(mean)(random)));
    for (uint64_t& rest : rests) rest = random() >> kSlotBits;
    std::vector<std::pair<uint64_t, std::vector<uint32_t>>> keys;
    for (const uint64_t rest : Sorted(std::move(rests))) {
      keys.emplace_back(rest, SomeProjects(random));
    }
    return keys;
  }

 private:
  std::vector<uint32_t> SomeProjects(Random& random) const {
    std::vector<uint32_t> numbers(
        1 + static_cast<size_t>(std::poisson_distribution<int>(kMorePostings)(random)));
    for (uint32_t& number : numbers) number = static_cast<uint32_t>(1 + random() % projects());
    return Sorted(std::move(numbers));
  }

  const uint64_t millions_;
};

IndexedProject ProjectOf(uint32_t number) {
  IndexedProject project;
  project.name = "group/project-" + std::to_string(number);
  project.url = "https://forge.example/" + project.name;
  project.copy = "/srv/mirrors/" + std::to_string(number) + ".git";
  project.tips.resize(20);
  return project;
}

std::string FileOf(const std::string& folder) { return folder + "/public.db"; }

/// The key that stands at a place.
class Places {
 public:
  explicit Places(const std::string& folder) {
    Connection connection = Must(Connection::Open(FileOf(folder), {}, Access::kReadWrite));
    const uint64_t multiplier = Must(PrepareForkTables(connection));
    // Newton's iteration doubles the bits that are right; an odd number has three of its own.
    inverse_ = multiplier;
    for (int i = 0; i < 5; ++i) inverse_ *= 2 - multiplier * inverse_;
  }
  ContentKey Key(uint64_t slot, uint64_t rest) const {
    return (slot << kRestBits | rest) * inverse_;
  }

 private:
  uint64_t inverse_ = 0;
};

int RunFill(const std::string& folder, uint64_t millions) {
  const Clock::time_point start = Clock::now();
  const Simulated simulated(millions);
  const auto index = Must(OpenForkIndex(folder));
  const auto partition = Must(index->Open({"public"}));
  Connection connection = Must(Connection::Open(FileOf(folder), {}, Access::kReadWrite));
  Must(connection.Script("PRAGMA synchronous = OFF; BEGIN"));
  for (uint32_t i = 1; i <= simulated.projects(); ++i) Must(SaveProject(connection, ProjectOf(i)));
  uint64_t keys = 0;
  for (size_t layer = 0; layer < kKeyLayers; ++layer) {
    for (uint64_t slot = 0; slot < kSlots; ++slot) {
      SlotWriter writer;
      for (const auto& [rest, projects] : simulated.Slot(layer, slot)) {
        writer.Append(rest, EncodePostings(projects));
        ++keys;
      }
      if (!writer.row().empty()) {
        Must(connection.Run("INSERT INTO slot VALUES (?1, ?2)",
                            {static_cast<int64_t>(layer << kSlotBits | slot), writer.row()}));
      }
      if (slot % (kSlots / 16) == 0) Must(connection.Script("COMMIT; BEGIN"));
    }
  }
  Must(connection.Script("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)"));
  std::printf("{\"keys\": %llu, \"ms\": %.0f, ", static_cast<unsigned long long>(keys),
              Since(start));
  PrintEnd(*partition);
  return 0;
}

/// Keys of a layer, about half of them in the index.
std::vector<ContentKey> HalfKnown(const Simulated& simulated, const Places& places, KeyLayer layer,
                                  size_t count, Random& random) {
  std::vector<ContentKey> keys;
  while (keys.size() < count) {
    const uint64_t slot = random() % kSlots;
    const auto known = simulated.Slot(static_cast<size_t>(layer), slot);
    if (known.empty()) continue;
    keys.push_back(places.Key(slot, known[random() % known.size()].first));
    keys.push_back(random());
  }
  return keys;
}

size_t Ask(const ForkPartition& partition, const std::vector<std::vector<ContentKey>>& keys) {
  constexpr KeyLayer kAsked[] = {KeyLayer::kBlob, KeyLayer::kTree, KeyLayer::kCommit};
  size_t found = 0;
  Must(partition.CountProjects());
  for (size_t i = 0; i < keys.size(); ++i) {
    const auto hits = Must(partition.Look(kAsked[i], keys[i]));
    found += hits.size();
    // Of the candidates some are looked at.
    for (size_t hit = 0; hit < std::min<size_t>(hits.size(), 5); ++hit) {
      Must(partition.Get(hits[hit].projects[0]));
    }
  }
  return found;
}

int RunQuery(const std::string& folder, uint64_t millions, int rounds) {
  const Simulated simulated(millions);
  const Places places(folder);
  Random random(std::random_device{}());
  std::vector<std::vector<std::vector<ContentKey>>> requests;
  for (int round = 0; round < rounds; ++round) {
    requests.push_back({HalfKnown(simulated, places, KeyLayer::kBlob, 200, random),
                        HalfKnown(simulated, places, KeyLayer::kTree, 60, random),
                        HalfKnown(simulated, places, KeyLayer::kCommit, 50, random)});
  }
  Times times;
  std::shared_ptr<ForkPartition> partition;
  for (const auto& request : requests) {
    const Clock::time_point start = Clock::now();
    if (partition == nullptr) partition = Must(Must(OpenForkIndex(folder))->Open({"public"}));
    if (Ask(*partition, request) != 155) return 1;
    times.all.push_back(Since(start));
  }
  std::printf("{");
  Print("query", times);
  PrintEnd(*partition);
  return 0;
}

std::vector<ContentKey> New(size_t count, Random& random) {
  std::vector<ContentKey> keys(count);
  for (ContentKey& key : keys) key = random();
  return keys;
}

int RunPush(const std::string& folder, uint64_t millions, int rounds) {
  const auto partition = Must(Must(OpenForkIndex(folder))->Open({"public"}));
  Random random(std::random_device{}());
  Times times;
  Times upkeeps;
  for (int round = 0; round < rounds; ++round) {
    const auto number = static_cast<uint32_t>(1 + random() % (millions * kProjectsPerMillion));
    const ContentKeys keys = {
        New(5, random), New(5, random), New(70, random), New(120, random), {}};
    const Clock::time_point start = Clock::now();
    Must(partition->Put(ProjectOf(number), keys, nullptr));
    times.all.push_back(Since(start));
    const Clock::time_point upkeep = Clock::now();
    Must(partition->Compact());
    upkeeps.all.push_back(Since(upkeep));
  }
  std::printf("{");
  Print("push", times);
  Print("upkeep", upkeeps);
  PrintEnd(*partition);
  return 0;
}

int RunFirst(const std::string& folder, size_t count) {
  const auto partition = Must(Must(OpenForkIndex(folder))->Open({"public"}));
  Random random(std::random_device{}());
  double shares = 0;
  for (const double share : kShares) shares += share;
  ContentKeys keys;
  for (size_t layer = 0; layer < kKeyLayers; ++layer) {
    keys[layer] =
        New(static_cast<size_t>(kShares[layer] / shares * static_cast<double>(count)), random);
  }
  Times times;
  const Clock::time_point start = Clock::now();
  Must(partition->Put(ProjectOf(static_cast<uint32_t>(random() >> 33U)), keys, nullptr));
  times.all.push_back(Since(start));
  std::printf("{");
  Print("first", times);
  PrintEnd(*partition);
  return 0;
}

}  // namespace
}  // namespace headwater::store

int main(int argc, char** argv) {
  using namespace headwater::store;
  const std::vector<std::string> words(argv, argv + argc);
  if (words.size() < 4) return 2;
  const uint64_t number = std::stoull(words[3]);
  if (words[1] == "fill") return RunFill(words[2], number);
  if (words[1] == "first") return RunFirst(words[2], number);
  if (words.size() != 5) return 2;
  const int rounds = std::stoi(words[4]);
  if (words[1] == "query") return RunQuery(words[2], number, rounds);
  if (words[1] == "push") return RunPush(words[2], number, rounds);
  return 2;
}
