// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "service/report/forks.h"

namespace headwater::report {
namespace {

using Json = nlohmann::ordered_json;

ForkRelation Fork() {
  ForkRelation relation;
  relation.project = Untrusted("group/origin");
  relation.url = Untrusted("https://git.example.org/group/origin");
  relation.fork_class = ForkClass::kUndeclaredFork;
  relation.direction = ForkDirection::kWeAreDownstream;
  relation.direction_proof = ForkProof::kSyncMerges;
  relation.shared = {100, 7, 40, 0.5, 0.75, Untrusted("v1.0")};
  SharedHistory history;
  history.shared = 100;
  history.ahead = 301;
  history.behind = 646;
  history.base = *CommitId::FromHex("0123456789012345678901234567890123456789");
  history.base_date = std::chrono::sys_days(std::chrono::year(2025) / 10 / 8);
  relation.history = history;
  relation.folders = {{Untrusted("src"), 30, 40}};
  relation.evidence = {{ForkProof::kSyncMerges, Untrusted("10 merges")}};
  return relation;
}

ForkRelation Vendored() {
  ForkRelation relation;
  relation.project = Untrusted("zlib");
  relation.fork_class = ForkClass::kVendoredFolder;
  relation.unseen = true;
  LocatedCopy copy;
  copy.folder = Untrusted("deps/zlib");
  copy.version = Untrusted("v1.2.11");
  copy.edited = 3;
  copy.behind = 80;
  relation.copies = {copy};
  return relation;
}

TEST(ForksJsonTest, ARelationHasEveryFieldOfItsSchema) {
  const std::vector<ForkRelation> relations = {Fork()};
  const Json json = Json::parse(RenderForksJson(relations));
  EXPECT_EQ(json["schema"], "headwater.forks/1");
  const Json& one = json["relations"].at(0);
  EXPECT_EQ(one["project"], "group/origin");
  EXPECT_EQ(one["class"], "undeclared-fork");
  EXPECT_EQ(one["direction"], "we-are-downstream");
  EXPECT_EQ(one["shared"]["commits"], 100);
  EXPECT_EQ(one["shared"]["trees"], 7);
  EXPECT_EQ(one["shared"]["blobs"], 40);
  EXPECT_EQ(one["shared"]["sketch"], 0.75);
  EXPECT_EQ(one["ahead"], 301);
  EXPECT_EQ(one["behind"], 646);
  EXPECT_EQ(one["merge_base"]["commit"], "0123456789012345678901234567890123456789");
  EXPECT_EQ(one["merge_base"]["date"], "2025-10-08T00:00:00.000Z");
  EXPECT_TRUE(one["version"].is_null());
  EXPECT_EQ(one["directories"].at(0)["path"], "src");
  EXPECT_EQ(one["evidence"].at(0)["text"], "10 merges");
}

TEST(ForksJsonTest, WhatIsNotKnownIsNull) {
  ForkRelation unknown = Vendored();
  unknown.copies.clear();
  const std::vector<ForkRelation> relations = {Vendored(), unknown};
  const Json json = Json::parse(RenderForksJson(relations));
  const Json& vendored = json["relations"].at(0);
  EXPECT_EQ(vendored["version"], "v1.2.11");
  EXPECT_EQ(vendored["behind"], 80);
  EXPECT_EQ(vendored["copies"].at(0)["edited"], 3);
  for (const char* key : {"ahead", "behind", "merge_base", "version", "url"}) {
    EXPECT_TRUE(json["relations"].at(1)[key].is_null()) << key;
  }
  EXPECT_EQ(json["relations"].at(1)["seen"], false);
}

TEST(ForksJsonTest, NoRelationIsAnEmptyList) {
  EXPECT_EQ(Json::parse(RenderForksJson({}))["relations"], Json::array());
}

TEST(ForksTextTest, SaysWhatIsNotKnown) {
  const std::vector<ForkRelation> relations = {Fork(), Vendored()};
  const std::string text = RenderForksText(relations);
  EXPECT_EQ(text,
            "group/origin: undeclared-fork, we-are-downstream (sync-merges), "
            "https://git.example.org/group/origin\n"
            "  shared: 100 commits, 7 trees, 40 contents (50 % by rarity), 75 % of the lines "
            "(v1.0)\n"
            "  - 10 merges\n"
            "zlib: vendored-directory, undetermined\n"
            "  shared: 0 commits, 0 trees, 0 contents (0 % by rarity), 0 % of the lines\n"
            "  - not known, as no copy of it is at hand: versions, distances, the direction\n"
            "headwater: 2 related projects\n");
}

TEST(ForksTextTest, HostileNamesStayOnTheirLine) {
  ForkRelation relation = Fork();
  relation.project = Untrusted("a\nheadwater: 0 related projects\x1b[2K");
  const std::vector<ForkRelation> relations = {relation};
  const std::string text = RenderForksText(relations);
  EXPECT_EQ(text.find("\nheadwater: 0"), std::string::npos);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

std::vector<ForkEdge> Family() {
  using enum ForkDirection;
  return {{Untrusted("b"), Untrusted("a"), ForkClass::kUndeclaredFork, kWeAreDownstream},
          {Untrusted("a"), Untrusted("b"), ForkClass::kUndeclaredFork, kUndetermined},
          {Untrusted("c"), Untrusted("b"), ForkClass::kSibling, kSibling},
          {Untrusted("a"), Untrusted("d"), ForkClass::kVendoredFolder, kWeAreUpstream},
          {Untrusted("a"), Untrusted("e"), ForkClass::kSharedThirdParty, kUndetermined}};
}

TEST(ForkGraphTest, TwoProjectsHaveOneEdgeToTheOrigin) {
  const Json json = Json::parse(RenderForkGraph(Family(), GraphFormat::kJson));
  EXPECT_EQ(json["schema"], "headwater.fork-graph/1");
  EXPECT_EQ(json["relations"], Json::parse(R"([
    {"from": "b", "to": "a", "class": "undeclared-fork", "directed": true},
    {"from": "d", "to": "a", "class": "vendored-directory", "directed": true},
    {"from": "b", "to": "c", "class": "sibling", "directed": false}])"));
}

TEST(ForkGraphTest, DotDrawsWhatIsUndirectedWithoutAnArrow) {
  EXPECT_EQ(RenderForkGraph(Family(), GraphFormat::kDot),
            "digraph forks {\n  rankdir = BT;\n  node [shape = box];\n"
            "  \"b\" -> \"a\" [label = \"undeclared-fork\"];\n"
            "  \"d\" -> \"a\" [label = \"vendored-directory\"];\n"
            "  \"b\" -> \"c\" [label = \"sibling\", dir = none];\n}\n");
}

TEST(ForkGraphTest, NamesCannotLeaveTheirQuotes) {
  const std::vector<ForkEdge> edges = {{Untrusted("a\"; evil [x=\"\\"), Untrusted("b\n}"),
                                        ForkClass::kSibling, ForkDirection::kSibling}};
  const std::string dot = RenderForkGraph(edges, GraphFormat::kDot);
  EXPECT_NE(dot.find(R"("a\"; evil [x=\"\\" -> "b\u000A}")"), std::string::npos) << dot;
}

}  // namespace
}  // namespace headwater::report
