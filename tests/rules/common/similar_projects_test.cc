// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/similar_projects.h"

#include <gtest/gtest.h>

#include <iterator>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/rules/common/similar_projects_samples.h"

namespace headwater {
namespace {

using similar::Sample;

Publiccode ToPubliccode(const Sample& sample) {
  Publiccode publiccode;
  publiccode.name = Untrusted(std::string(sample.name));
  PubliccodeDescription description;
  description.language = Untrusted(std::string(sample.language));
  description.short_description = Untrusted(std::string(sample.description));
  publiccode.descriptions.push_back(std::move(description));
  if (!sample.category.empty()) publiccode.categories.emplace_back(std::string(sample.category));
  return publiccode;
}

std::vector<ProjectDescription> ToProjects(std::span<const Sample> samples) {
  std::vector<ProjectDescription> all;
  for (const Sample& sample : samples) {
    const Untrusted url("https://forge.example/p" + std::to_string(all.size()));
    all.push_back({.name = {}, .url = url, .publiccode = ToPubliccode(sample)});
  }
  return all;
}

std::vector<ProjectDescription> Without(std::vector<ProjectDescription> all, size_t index) {
  all.erase(all.begin() + static_cast<std::ptrdiff_t>(index));
  return all;
}

/// Each from `first` on beside all others.
void ExpectOnlySameTasks(std::span<const Sample> samples, size_t first = 0) {
  const std::vector<ProjectDescription> all = ToProjects(samples);
  size_t pairs = 0;
  size_t found = 0;
  for (size_t i = first; i < all.size(); ++i) {
    std::set<std::string_view> same;
    for (const Sample& sample : samples) {
      const bool is_pair = sample.task != 0 && sample.task == samples[i].task;
      if (is_pair && sample.name != samples[i].name) same.insert(sample.name);
    }
    pairs += same.size();
    for (const SimilarProject& similar : FindSimilar(all[i].publiccode, Without(all, i))) {
      EXPECT_TRUE(same.contains(similar.name.bytes()))
          << samples[i].name << " is not " << similar.name.bytes() << " (" << similar.words << ")";
      ++found;
    }
  }
  ASSERT_GE(pairs, 2U);
  testing::Test::RecordProperty("found", static_cast<int>(found));
  testing::Test::RecordProperty("pairs", static_cast<int>(pairs));
  constexpr double kRecall = 0.8;
  EXPECT_GE(static_cast<double>(found), kRecall * static_cast<double>(pairs));
}

TEST(SimilarProjectsTest, FindsTheSameTaskAndNothingElse) {
  static_assert(std::size(similar::kSamples) >= 60);
  ExpectOnlySameTasks(similar::kSamples);
}

TEST(SimilarProjectsTest, DoesSoAmongDescriptionsThatNoThresholdWasChosenOn) {
  ExpectOnlySameTasks(similar::kLastSamples);
}

TEST(SimilarProjectsTest, DoesSoAmongAll) {
  std::vector<Sample> all;
  int first_task = 0;
  for (const std::span<const Sample> table :
       {std::span<const Sample>(similar::kSamples), std::span<const Sample>(similar::kLaterSamples),
        std::span<const Sample>(similar::kLastSamples)}) {
    for (Sample sample : table) {
      if (sample.task != 0) sample.task += first_task;
      all.push_back(sample);
    }
    constexpr int kApart = 100;  // Tasks of two tables are not the same.
    first_task += kApart;
  }
  ExpectOnlySameTasks(all, std::size(similar::kSamples));
}

Publiccode Serving(std::string_view name, std::vector<AdministrativeService> services) {
  Publiccode publiccode;
  publiccode.name = Untrusted(std::string(name));
  publiccode.services = std::move(services);
  return publiccode;
}

AdministrativeService Service(const std::string& leika, const std::string& ozg = "") {
  return {.leika_id = Untrusted(leika), .ozg_id = Untrusted(ozg)};
}

ProjectDescription Project(std::string_view url, Publiccode publiccode) {
  return {.name = Untrusted("group/name"),
          .url = Untrusted(std::string(url)),
          .publiccode = std::move(publiccode)};
}

TEST(SimilarProjectsTest, TheSameServiceIsTheSameTaskWhateverTheWords) {
  const std::vector<ProjectDescription> theirs = {
      Project("https://forge.example/a", Serving("Tonne", {Service("77000000000316", "10110")})),
      Project("https://forge.example/b", Serving("Kehricht", {Service("77000000000317")}))};
  const auto found =
      FindSimilar(Serving("Abfall", {Service("1"), Service("77000000000316")}), theirs);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].name.bytes(), "Tonne");
  EXPECT_EQ(found[0].url.bytes(), "https://forge.example/a");
  EXPECT_EQ(found[0].keys, std::vector{Untrusted("77000000000316")});
}

TEST(SimilarProjectsTest, AnOzgNumberCountsWithAWordOrTwo) {
  // It stands for a bundle of services.
  const std::vector<ProjectDescription> theirs = {
      Project("https://forge.example/a", Serving("Tonne anmelden", {Service("1", "10110")})),
      Project("https://forge.example/b", Serving("Hausnummer", {Service("2", "10110")}))};
  const auto found = FindSimilar(Serving("Tonne", {Service("3", "10110")}), theirs);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].name.bytes(), "Tonne anmelden");
  EXPECT_EQ(found[0].keys, std::vector{Untrusted("10110")});
}

TEST(SimilarProjectsTest, WhatServesEverythingTellsNothing) {
  std::vector<AdministrativeService> all;
  for (int i = 0; i < 21; ++i) all.push_back(Service(std::to_string(i)));
  const std::vector<ProjectDescription> theirs = {
      Project("https://forge.example/a", Serving("Formulare", all))};
  EXPECT_TRUE(FindSimilar(Serving("Abfall", {Service("7")}), theirs).empty());
}

TEST(SimilarProjectsTest, ARareCategorySupportsTheWords) {
  // Two words of four and of five in common: a little less than is taken for the same task.
  const Sample ours = {0, "en", "", "halls rooms plans early", "gyms"};
  const Sample same = {0, "en", "", "halls rooms under those rules", "gyms"};
  for (const std::string_view category : {"", "gyms"}) {
    std::vector<ProjectDescription> theirs = {
        Project("https://forge.example/same", ToPubliccode(same))};
    for (size_t i = 0; i < 50; ++i) {
      const std::string words = "alpha" + std::string(i, 'x');
      theirs.push_back(Project("https://forge.example/" + std::to_string(i),
                               ToPubliccode({0, "en", "", words, category})));
    }
    const auto found = FindSimilar(ToPubliccode(ours), theirs);
    const bool is_rare = category.empty();
    ASSERT_EQ(found.size(), is_rare ? 1U : 0U);
    if (!is_rare) continue;
    EXPECT_EQ(found[0].categories, std::vector{Untrusted("gyms")});
    EXPECT_EQ(found[0].description.bytes(), same.description);
  }
}

TEST(SimilarProjectsTest, LeavesTheProjectItselfOut) {
  Publiccode ours = ToPubliccode(similar::kSamples[0]);
  ours.url = Untrusted("https://forge.example/town/graves.git");
  const std::vector<ProjectDescription> theirs = {
      Project("https://Forge.example/town/graves", ours), Project("https://forge.example/b", ours)};
  const auto found = FindSimilar(ours, theirs);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].url.bytes(), "https://forge.example/b");
}

TEST(SimilarProjectsTest, NobodySaysAnything) {
  EXPECT_TRUE(FindSimilar({}, {}).empty());
  const std::vector<ProjectDescription> theirs = {Project("https://forge.example/a", {})};
  EXPECT_TRUE(FindSimilar({}, theirs).empty());
}

TEST(SimilarProjectsTest, HostileTextsAreBounded) {
  const std::string long_word(1'000'000, 'a');
  const std::vector<ProjectDescription> theirs = {
      Project("https://forge.example/a", ToPubliccode({0, "de", long_word, "\xc3", ""})),
      Project("https://forge.example/b", ToPubliccode({0, "de", "\xe2", "\xc3\xff\n \x80", ""})),
      Project("https://forge.example/c",
              ToPubliccode({0, "de", std::string_view("\0\0\0", 3), "a", ""}))};
  const auto found = FindSimilar(ToPubliccode({0, "de", long_word, "", ""}), theirs);
  EXPECT_LE(found.size(), 1U);
}

TEST(SimilarProjectsTest, AtMostTenAreNamed) {
  std::vector<ProjectDescription> theirs;
  for (size_t i = 0; i < 30; ++i) {
    theirs.push_back(
        Project("https://forge.example/" + std::to_string(i), Serving("x", {Service("1")})));
  }
  EXPECT_EQ(FindSimilar(Serving("y", {Service("1")}), theirs).size(), kMaxSimilar);
}

}  // namespace
}  // namespace headwater
