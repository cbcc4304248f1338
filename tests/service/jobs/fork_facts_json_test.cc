// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_facts_json.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>

#include "service/jobs/evaluate_request.h"

namespace headwater::jobs {
namespace {

constexpr const char* kCommit = "1111111111111111111111111111111111111111";

std::chrono::sys_seconds At(int64_t seconds) {
  return std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

LocatedCopy Copy() {
  LocatedCopy copy;
  copy.folder = Untrusted("deps/\"zlib\"");
  copy.their_folder = Untrusted("src");
  copy.nearest = *CommitId::FromHex(kCommit);
  copy.date = At(1'700'000'000);
  copy.version = Untrusted("v1.2.11");
  copy.after_version = 1;
  copy.same = 2;
  copy.edited = 3;
  copy.added = 4;
  copy.left_out = 5;
  copy.behind = 6;
  copy.edited_paths = {Untrusted("deps/zlib/a.c"), Untrusted("deps/zlib/\xc3\xa4.c")};
  return copy;
}

SharedHistory History() {
  SharedHistory history;
  history.shared = 950;
  history.ahead = 301;
  history.behind = 646;
  history.base = CommitId::FromHex(kCommit);
  history.base_date = At(1'600'000'000);
  history.base_on_their_mainline = true;
  history.our_syncs = 3;
  history.their_syncs = 1;
  history.kept_by_us = 0.25;
  history.kept_by_them = 1.0 / 3;
  return history;
}

ForkFacts Facts() {
  ForkRelation relation;
  relation.project = Untrusted("town/cemetery");
  relation.url = Untrusted("https://forge.example/town/cemetery");
  relation.fork_class = ForkClass::kVendoredFolder;
  relation.direction = ForkDirection::kWeAreDownstream;
  relation.direction_proof = ForkProof::kFolder;
  relation.shared = {.commits = 1,
                     .trees = 2,
                     .blobs = 3,
                     .blob_share = 0.1,
                     .line_share = 1e-7,
                     .line_version = Untrusted("v1")};
  relation.history = History();
  relation.copies = {Copy()};
  relation.folders = {{.path = Untrusted("deps"), .shared = 7, .files = 8}};
  relation.evidence = {{.proof = ForkProof::kMainline, .text = Untrusted("It stands there.")}};
  ForkRelation bare;
  bare.project = Untrusted("other");
  bare.unseen = true;
  ForkFacts facts;
  facts.relations = {relation, bare};
  facts.touched = {{.relation = 1, .path = Untrusted("a.c"), .added = true}};
  facts.elsewhere = {{.relation = 0, .paths = {Untrusted("b.c")}, .files = 9}};
  facts.similar = {{.name = Untrusted("Rest"),
                    .url = Untrusted("https://forge.example/rest"),
                    .description = Untrusted("Graves."),
                    .keys = {Untrusted("99")},
                    .categories = {Untrusted("cemetery")},
                    .words = 0.5}};
  facts.answered = {Untrusted("x/y")};
  facts.told = true;
  facts.first_look = true;
  return facts;
}

Result<ForkFacts> Read(std::string_view json) {
  const Result<DataNode> node = ParseJson(json, kJsonLimits);
  EXPECT_TRUE(node.ok()) << node.error().message << json;
  return node.ok() ? ReadForkFacts(node.value()) : node.error();
}

TEST(ForkFactsJsonTest, EverythingComesThrough) {
  const std::string written = RenderForkFacts(Facts()).text();
  const Result<ForkFacts> read = Read(written);
  ASSERT_TRUE(read.ok()) << read.error().message;
  // Every member is named once for both ends: what is written again is what was read.
  EXPECT_EQ(written, RenderForkFacts(read.value()).text());
  ASSERT_EQ(read.value().relations.size(), 2U);
  const ForkRelation& relation = read.value().relations[0];
  EXPECT_EQ(relation.fork_class, ForkClass::kVendoredFolder);
  EXPECT_EQ(relation.direction, ForkDirection::kWeAreDownstream);
  EXPECT_EQ(relation.direction_proof, ForkProof::kFolder);
  EXPECT_EQ(relation.shared.blob_share, 0.1);
  EXPECT_EQ(relation.shared.line_share, 1e-7);
  ASSERT_TRUE(relation.history);
  EXPECT_EQ(relation.history->base, CommitId::FromHex(kCommit));
  EXPECT_EQ(relation.history->base_date, At(1'600'000'000));
  EXPECT_EQ(relation.history->kept_by_them, 1.0 / 3);
  ASSERT_EQ(relation.copies.size(), 1U);
  EXPECT_EQ(relation.copies[0].edited_paths, Copy().edited_paths);
  EXPECT_EQ(relation.copies[0].nearest.Hex(), kCommit);
  EXPECT_EQ(relation.evidence.at(0).proof, ForkProof::kMainline);
  EXPECT_EQ(relation.folders.at(0).files, 8U);
  EXPECT_FALSE(read.value().relations[1].history);
  EXPECT_TRUE(read.value().relations[1].unseen);
  EXPECT_EQ(read.value().touched.at(0).relation, 1U);
  EXPECT_TRUE(read.value().touched.at(0).added);
  EXPECT_EQ(read.value().elsewhere.at(0).files, 9U);
  EXPECT_EQ(read.value().similar.at(0).keys, Facts().similar[0].keys);
  EXPECT_EQ(read.value().answered, Facts().answered);
  EXPECT_TRUE(read.value().told && read.value().first_look);
  EXPECT_TRUE(read.value().unknown_because.view().empty());
}

TEST(ForkFactsJsonTest, WhyNobodyCouldLookComesThrough) {
  for (const Literal gap : kForkGaps) {
    ForkFacts facts;
    facts.unknown_because = gap;
    const Result<ForkFacts> read = Read(RenderForkFacts(facts).text());
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_EQ(read.value().unknown_because, gap);
  }
}

TEST(ForkFactsJsonTest, ARequestCarriesThem) {
  EvaluateRequest request;
  request.mirror = "/m.git";
  request.preset = "strict";
  request.facts.gathered = {FactKind::kForks, FactKind::kForge};
  request.facts.forge = ForgeFacts();
  request.facts.forks = Facts();
  const Result<EvaluateRequest> read = ReadEvaluateRequest(RenderEvaluateRequest(request));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_TRUE(read.value().facts.gathered.contains(FactKind::kForks));
  ASSERT_TRUE(read.value().facts.forks);
  EXPECT_EQ(read.value().facts.forks->relations.size(), 2U);
  request.facts.forks.reset();
  EXPECT_FALSE(ReadEvaluateRequest(RenderEvaluateRequest(request)).value().facts.forks);
}

TEST(ForkFactsJsonTest, WhatIsBeyondTheBoundsIsLeftOutWithWhatRefersToIt) {
  ForkFacts facts;
  for (size_t i = 0; i < kMaxForkRelations + 5; ++i) {
    ForkRelation relation;
    relation.project = Untrusted("p" + std::to_string(i));
    relation.copies.resize(kMaxForkItems + 1);
    relation.history.emplace().base_date = At(-5);
    facts.relations.push_back(relation);
    facts.touched.push_back({.relation = i, .path = Untrusted("a"), .added = false});
    facts.elsewhere.push_back({.relation = i, .paths = {}, .files = 0});
  }
  facts.touched.resize(2 * kMaxForkPaths);
  facts.answered = {Untrusted(std::string(2 * kMaxForkTextBytes, '\xff'))};
  const Result<ForkFacts> read = Read(RenderForkFacts(facts).text());
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read.value().relations.size(), kMaxForkRelations);
  EXPECT_EQ(read.value().relations[0].copies.size(), kMaxForkItems);
  EXPECT_EQ(read.value().relations[0].history->base_date, At(0));
  EXPECT_EQ(read.value().elsewhere.size(), kMaxForkRelations);
  EXPECT_LE(read.value().touched.size(), kMaxForkPaths);
}

std::string ListOf(const std::string& item, size_t times) {
  std::string list = "[";
  for (size_t i = 0; i < times; ++i) list += (i == 0 ? "" : ",") + item;
  return list + "]";
}

TEST(ForkFactsJsonTest, WhatIsWrittenOtherwiseIsRefusedWithItsPlace) {
  const std::string relation = R"({"project":"a"})";
  const struct {
    std::string json;
    std::string_view message;
  } cases[] = {
      {"[]", "`facts.forks`: expected an object"},
      {R"({"relation":[]})", "unknown member `facts.forks.relation`"},
      {R"({"told":1})", "`facts.forks.told`: expected true or false"},
      {R"({"unknown_because":"tired"})", "`facts.forks.unknown_because`: expected `under-way`"},
      {R"({"relations":{}})", "`facts.forks.relations`: expected a list of at most 50"},
      {R"({"relations":)" + ListOf(relation, kMaxForkRelations + 1) + "}",
       "`facts.forks.relations`: expected a list of at most 50"},
      {R"({"touched":)" + ListOf("{}", kMaxForkPaths + 1) + "}",
       "`facts.forks.touched`: expected a list of at most 1000"},
      {R"({"relations":[1]})", "`facts.forks.relations`: expected an object"},
      {R"({"relations":[{}]})", "`facts.forks.relations`: expected a `project` in each"},
      {R"({"relations":[{"project":"a","class":"cousin"}]})",
       "`facts.forks.relations.class`: expected one of its words"},
      {R"({"relations":[{"project":"a","shared":{"blob_share":1.5}}]})",
       "`facts.forks.relations.shared.blob_share`: expected a number from 0 to 1"},
      {R"({"relations":[{"project":"a","shared":{"blob_share":"1"}}]})",
       "`facts.forks.relations.shared.blob_share`: expected a number from 0 to 1"},
      {R"({"relations":[{"project":"a","history":{"base":"12"}}]})",
       "`facts.forks.relations.history.base`: expected 40 hexadecimal digits"},
      {R"({"relations":[{"project":"a","history":{"ahead":-1}}]})",
       "`facts.forks.relations.history.ahead`: expected a whole number"},
      {R"({"relations":[{"project":"a","history":{"base_date":5000000000}}]})",
       "`facts.forks.relations.history.base_date`: expected a time before 2106"},
      {R"({"relations":[{"project":"a","copies":[{"edited_paths":)" + ListOf("\"p\"", 21) + "}]}]}",
       "`facts.forks.relations.copies.edited_paths`: expected a list of at most 20"},
      {R"({"relations":[{"project":"a","copies":[{"x":1}]}]})",
       "unknown member `facts.forks.relations.copies.x`"},
      {R"({"answered":[")" + std::string(5 * kMaxForkTextBytes, 'a') + "\"]}",
       "`facts.forks.answered`: expected a text of at most 4,096 bytes"},
      {R"({"answered":[1]})", "`facts.forks.answered`: expected a string"},
      {R"({"touched":[{"relation":0,"path":"a"}]})",
       "`facts.forks.touched.relation`: expected the number of a relation"},
      {R"({"elsewhere":[{"relation":3}]})",
       "`facts.forks.elsewhere.relation`: expected the number of a relation"},
  };
  for (const auto& c : cases) {
    const Result<ForkFacts> read = Read(c.json);
    ASSERT_FALSE(read.ok()) << c.json.substr(0, 100);
    EXPECT_EQ(read.error().code, Errc::kInvalid);
    EXPECT_NE(std::string::npos, read.error().message.find(c.message)) << read.error().message;
  }
}

}  // namespace
}  // namespace headwater::jobs
