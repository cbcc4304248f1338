// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "headwater/clock.h"
#include "service/store/sqlite_store.h"

/// \file
/// How many deliveries a second the store takes, durably, from 32 threads; beside it the same loop
/// without a store, and what one fsync costs on this disk.
///
///     store_bench FOLDER [SECONDS]
///
/// FOLDER: an empty one on the disk to be measured.

namespace headwater {
namespace {

using Seconds = std::chrono::duration<double>;
using Milliseconds = std::chrono::duration<double, std::milli>;
using SteadyClock = std::chrono::steady_clock;

constexpr int kThreads = 32;
/// Merge requests that are busy at the same time.
constexpr int kMailboxes = 3000;
constexpr int kProjects = 300;

struct Figures {
  double per_second = 0;
  double median_ms = 0;
  double p99_ms = 0;
};

Figures FiguresOf(std::vector<double> latencies_ms, double seconds) {
  std::sort(latencies_ms.begin(), latencies_ms.end());
  const size_t count = latencies_ms.size();
  if (count == 0) return {};
  return {.per_second = static_cast<double>(count) / seconds,
          .median_ms = latencies_ms[count / 2],
          .p99_ms = latencies_ms[count * 99 / 100]};
}

/// Calls `once(number)` from all threads until the time is over.
Figures Measure(double seconds, const std::function<void(int)>& once) {
  std::vector<std::vector<double>> latencies(kThreads);
  std::atomic<int> next = 0;
  const auto start = SteadyClock::now();
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
      threads.emplace_back([&, thread] {
        while (Seconds(SteadyClock::now() - start).count() < seconds) {
          const auto before = SteadyClock::now();
          once(next++);
          latencies[static_cast<size_t>(thread)].push_back(
              Milliseconds(SteadyClock::now() - before).count());
        }
      });
    }
  }
  const double took = Seconds(SteadyClock::now() - start).count();
  std::vector<double> all;
  for (const std::vector<double>& some : latencies) all.insert(all.end(), some.begin(), some.end());
  return FiguresOf(std::move(all), took);
}

Figures MeasureFsync(const std::filesystem::path& folder) {
  constexpr int kSyncs = 300;
  const std::string page(4096, 'x');
  const int file = open((folder / "fsync").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  std::vector<double> latencies;
  const auto start = SteadyClock::now();
  for (int i = 0; i < kSyncs; ++i) {
    const auto before = SteadyClock::now();
    if (write(file, page.data(), page.size()) < 0 || fsync(file) != 0) std::abort();
    latencies.push_back(Milliseconds(SteadyClock::now() - before).count());
  }
  (void)close(file);
  return FiguresOf(std::move(latencies), Seconds(SteadyClock::now() - start).count());
}

void Print(const char* what, const Figures& figures) {
  std::printf("%-24s %9.0f /s   median %7.3f ms   p99 %7.3f ms\n", what, figures.per_second,
              figures.median_ms, figures.p99_ms);
}

std::string KeyOf(int number) { return "3c0f7a52-5a0e-4c59-9d06-" + std::to_string(number); }

Wake WakeOf(int number) {
  const int mailbox = number * 7919 % kMailboxes;
  return {.project = {mailbox % kProjects},
          .iid = MergeRequestIid{mailbox / kProjects + 1},
          .head = {}};
}

int Run(const std::filesystem::path& folder, double seconds) {
  Print("write + fsync", MeasureFsync(folder));
  std::atomic<uint64_t> sink = 0;
  Print("without the store", Measure(seconds, [&sink](int number) {
          sink += KeyOf(number).size() + static_cast<uint64_t>(WakeOf(number).project.value);
        }));
  auto store = store::SqliteStore::Open({.path = folder / "bench.db", .vfs = {}}, SystemClock());
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.error().message.c_str());
    return EXIT_FAILURE;
  }
  std::atomic<int> failed = 0;
  Print("Record, durable", Measure(seconds, [&store, &failed](int number) {
          const std::vector<Wake> wakes = {WakeOf(number)};
          if (!store.value()->Record(KeyOf(number), wakes).ok()) ++failed;
        }));
  std::printf("failed: %d\n", failed.load());
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace headwater

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: store_bench FOLDER [SECONDS]\n");
    return 2;
  }
  return headwater::Run(argv[1], argc > 2 ? std::atof(argv[2]) : 5.0);
}
