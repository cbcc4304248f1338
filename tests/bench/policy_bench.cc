// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

// How long a platform's policy takes to load, and the effective policy of one project to find:
// 3 layers, 500 groups, 3,000 projects. policy_bench.py has the bars.

#include <algorithm>
#include <chrono>
#include <iostream>
#include <string>
#include <vector>

#include "headwater/registry.h"
#include "service/config/effective_policy.h"

namespace {

using headwater::config::LayerSources;
using headwater::config::PolicyLayers;
using headwater::config::Shipped;

constexpr int kGroups = 500;
constexpr int kProjects = 3'000;

double MillisecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

LayerSources Sources() {
  LayerSources sources;
  std::string rules;
  for (const headwater::RuleEntry* rule : headwater::AllRules()) {
    rules += "  " + std::string(rule->info.id.view()) + ": {mode: hint, except: [a/**, b/**]}\n";
  }
  sources.instance = {"instance.yml", "extends: preset:strict\ncontact: c\nowners: [o]\nrules:\n" +
                                          rules + "locked: [generated, own]\n"};
  for (int group = 0; group < kGroups; ++group) {
    const std::string name = "group" + std::to_string(group);
    sources.groups.push_back(
        {name + ".yml", "projects: [" + name + "/**, other/" + name + "/*]\nrules:\n" + rules});
  }
  return sources;
}

}  // namespace

int main() {
  const Shipped shipped{headwater::AllRules(), headwater::ShippedRuleSets()};
  const LayerSources sources = Sources();
  const auto start = std::chrono::steady_clock::now();
  const headwater::Result<PolicyLayers> layers = PolicyLayers::Load(sources, shipped);
  if (!layers.ok()) {
    std::cerr << layers.error().message << "\n";
    return 1;
  }
  std::cout << "load: " << MillisecondsSince(start) << " ms\n";
  std::vector<double> times;
  for (int project = 0; project < kProjects; ++project) {
    const auto begin = std::chrono::steady_clock::now();
    const std::string path =
        "group" + std::to_string(project % kGroups) + "/project" + std::to_string(project);
    const auto upper = layers.value().For(path);
    Shipped over = shipped;
    over.upper = &upper;
    const auto policy = headwater::config::LoadPolicy({".headwater.yml", "own: []\n"}, over, {});
    if (!policy.ok()) return 1;
    times.push_back(MillisecondsSince(begin));
  }
  std::sort(times.begin(), times.end());
  std::cout << "one project: median " << times[times.size() / 2] << " ms, p99 "
            << times[times.size() * 99 / 100] << " ms\n";
  return 0;
}
