// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "service/git/commit_patches.h"
#include "service/jobs/upstream_index.h"

// What upstream_bench.py asks:
//   upstream_bench update REPOSITORY INDEX    brings an index up to date
//   upstream_bench similar REPOSITORY INDEX   for the commits on standard input, as one change
//   upstream_bench ids REPOSITORY             "PATCH-ID COMMIT" for the commits on standard input
// Times in milliseconds.

namespace headwater {
namespace {

using Clock = std::chrono::steady_clock;

double Since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

int Fail(const Error& error) {
  std::cerr << error.message << "\n";
  return 1;
}

std::vector<CommitId> ReadIds() {
  std::vector<CommitId> ids;
  for (std::string line; std::getline(std::cin, line);) {
    if (const auto id = CommitId::FromHex(line)) ids.push_back(*id);
  }
  return ids;
}

int RunUpdate(const jobs::UpstreamPlace& place) {
  const Clock::time_point start = Clock::now();
  const auto report = jobs::UpdateUpstreamIndex(place);
  if (!report.ok()) return Fail(report.error());
  std::printf("{\"ms\": %.1f, \"commits\": %zu, \"new\": %zu}\n", Since(start),
              report.value().commits, report.value().new_commits);
  return 0;
}

int RunSimilar(const jobs::UpstreamPlace& place) {
  auto repository = git::Repository::Open(place.repository);
  if (!repository.ok()) return Fail(repository.error());
  git::CommitPatches source(repository.value());
  std::vector<Patch> patches;
  Clock::time_point start = Clock::now();
  for (const CommitId& id : ReadIds()) {
    auto patch = source.PatchOf(id);
    if (!patch.ok()) return Fail(patch.error());
    patches.push_back(std::move(patch).value());
  }
  const double patch_ms = Since(start);
  start = Clock::now();
  const auto upstream = jobs::OpenUpstream(place);
  if (!upstream.ok()) return Fail(upstream.error());
  const double open_ms = Since(start);
  start = Clock::now();
  size_t found = 0;
  for (Patch& patch : patches) {
    patch.commit = CommitId();  // A commit is never similar to itself.
    const auto similar = upstream.value()->FindSimilar(patch);
    found += !similar.empty() && similar[0].same_patch ? 1 : 0;
  }
  std::printf(
      "{\"patches\": %.1f, \"open\": %.1f, \"similar\": %.1f, \"same\": %zu, \"of\": %zu}\n",
      patch_ms, open_ms, Since(start), found, patches.size());
  return 0;
}

int RunIds(const std::string& path) {
  auto repository = git::Repository::Open(path);
  if (!repository.ok()) return Fail(repository.error());
  git::CommitPatches source(repository.value());
  for (const CommitId& id : ReadIds()) {
    const auto patch = source.PatchOf(id);
    if (!patch.ok()) return Fail(patch.error());
    const bool comparable = patch.value().id && !patch.value().files.empty();
    if (comparable) std::printf("%s %s\n", patch.value().id->Hex().c_str(), id.Hex().c_str());
  }
  return 0;
}

}  // namespace
}  // namespace headwater

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv, argv + argc);
  if (words.size() == 3 && words[1] == "ids") return headwater::RunIds(words[2]);
  if (words.size() != 4) return 2;
  const headwater::jobs::UpstreamPlace place{.repository = words[2], .index = words[3], .info = {}};
  if (words[1] == "update") return headwater::RunUpdate(place);
  if (words[1] == "similar") return headwater::RunSimilar(place);
  return 2;
}
