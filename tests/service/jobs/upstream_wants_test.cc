// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/upstream_wants.h"

#include <gtest/gtest.h>

#include "service/config/upstream_entries.h"
#include "tests/fakes/fake_view.h"

namespace headwater::jobs {
namespace {

std::string Key(const char* url) { return SafeUrl::Parse(url).value().RepositoryKey(); }

TEST(RepositoryKeyTest, IsTheSameForAllSpellingsOfAnAddress) {
  const std::string key = Key("https://example.org/Org/kettle");
  EXPECT_EQ(key, Key("https://EXAMPLE.org/Org/kettle.git"));
  EXPECT_EQ(key, Key("https://example.org/Org/kettle/"));
  EXPECT_EQ(key, Key("http://example.org/Org/kettle.git/"));
  EXPECT_NE(key, Key("https://example.org/org/kettle")) << "paths may tell case apart";
  EXPECT_NE(key, Key("https://example.org:8443/Org/kettle"));
  EXPECT_NE(key, Key("https://example.org/Org/kettle.github.io"));
}

class UpstreamWantsTest : public testing::Test {
 protected:
  std::vector<UpstreamWant> Wants() {
    fakes::FakeView view(files);
    return WantsOf(
        {.policy = policy, .target = &view, .target_is_protected = is_protected, .forge = forge});
  }

  void Publiccode(const std::string& text) { files["publiccode.yml"].bytes = text; }

  Policy policy;
  fakes::FakeFiles files;
  bool is_protected = true;
  std::optional<ForgeFacts> forge;
};

TEST_F(UpstreamWantsTest, ThePolicyNamesAndConfirms) {
  policy.upstreams.value = {{.name = "Kettle",
                             .url = "https://example.org/kettle",
                             .aliases = {"https://old.example.org/kettle"},
                             .only = {"vendor/**"}}};
  is_protected = false;
  const auto wants = Wants();
  ASSERT_EQ(1U, wants.size());
  EXPECT_EQ("https://example.org/kettle", wants[0].url);
  EXPECT_EQ("Kettle", wants[0].name.bytes());
  EXPECT_TRUE(wants[0].confirmed);
  EXPECT_EQ(std::vector<std::string>{"https://old.example.org/kettle"}, wants[0].aliases);
  EXPECT_EQ(std::vector<std::string>{"vendor/**"}, wants[0].only);
}

TEST_F(UpstreamWantsTest, APubliccodeNamesOneOrSeveralAndConfirmsOnAProtectedBranch) {
  Publiccode("isBasedOn: https://example.org/kettle.git\n");
  ASSERT_EQ(1U, Wants().size());
  EXPECT_TRUE(Wants()[0].confirmed);
  EXPECT_EQ("kettle", Wants()[0].name.bytes());
  Publiccode("isBasedOn:\n  - https://example.org/kettle\n  - https://example.org/pot\n");
  is_protected = false;
  ASSERT_EQ(2U, Wants().size());
  EXPECT_FALSE(Wants()[1].confirmed);
}

TEST_F(UpstreamWantsTest, AnotherAddressThanTheProjectsOwnIsWhoseProjectItIs) {
  Publiccode("url: https://example.org/kettle.git\n");
  EXPECT_TRUE(Wants().empty()) << "nobody knows the project's own address";
  forge.emplace();
  forge->project_url = Untrusted("https://example.org/kettle");
  EXPECT_TRUE(Wants().empty());
  forge->project_url = Untrusted("https://gitlab.example.org/city/kettle");
  ASSERT_EQ(1U, Wants().size());
  EXPECT_EQ("https://example.org/kettle.git", Wants()[0].url);
}

TEST_F(UpstreamWantsTest, AForkRelationIsAskedAndConfirmsNothing) {
  forge.emplace();
  forge->forked_from = Untrusted("https://gitlab.example.org/original/kettle");
  ASSERT_EQ(1U, Wants().size());
  EXPECT_FALSE(Wants()[0].confirmed);
}

TEST_F(UpstreamWantsTest, ARepositoryIsWantedOnceWhateverItIsCalled) {
  policy.upstreams.value = {{.name = "Kettle",
                             .url = "https://example.org/kettle",
                             .aliases = {"https://old.example.org/kettle"},
                             .only = {}}};
  Publiccode(
      "isBasedOn:\n  - https://Example.org/kettle.git\n  - https://old.example.org/kettle/\n");
  forge.emplace();
  forge->forked_from = Untrusted("https://example.org/kettle");
  ASSERT_EQ(1U, Wants().size());
  EXPECT_EQ("Kettle", Wants()[0].name.bytes());
}

TEST_F(UpstreamWantsTest, NobodyTakesFromOneself) {
  forge.emplace();
  forge->project_url = Untrusted("https://example.org/kettle");
  Publiccode("isBasedOn: https://example.org/kettle.git\n");
  EXPECT_TRUE(Wants().empty());
}

TEST_F(UpstreamWantsTest, WhatIsNoAddressOrCannotBeReadNamesNone) {
  Publiccode("isBasedOn: the old kettle\nurl: git@example.org:a/b.git\n");
  EXPECT_TRUE(Wants().empty());
  Publiccode("isBasedOn: [\n");
  EXPECT_TRUE(Wants().empty());
  files.clear();
  EXPECT_TRUE(Wants().empty());
}

TEST_F(UpstreamWantsTest, ThereIsAnEndToThem) {
  std::string text = "isBasedOn:\n";
  for (int i = 0; i < 1'000; ++i) text += "  - https://example.org/" + std::to_string(i) + "\n";
  Publiccode(text);
  EXPECT_EQ(config::kMaxUpstreams, Wants().size());
}

}  // namespace
}  // namespace headwater::jobs
