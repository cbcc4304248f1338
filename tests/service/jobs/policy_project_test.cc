// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_project.h"

#include <gtest/gtest.h>

#include "headwater/registry.h"
#include "service/config/effective_policy.h"
#include "service/git/git_program.h"
#include "service/jobs/policy_set.h"
#include "tests/fakes/repository_builder.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using tests::RepositoryBuilder;

constexpr const char* kInstance =
    "contact: c\nowners: [o]\nextends: [preset:opencode, common/a.yml]\n";

class PolicyProjectTest : public testing::Test, protected ServiceFixture {
 protected:
  PolicyProjectTest() {
    forge.project.path = Untrusted("platform/governance");
    mirrors.fetch = [this](const FetchRequest& request) -> Result<Fetched> {
      EXPECT_TRUE(request.everything) << "a tag may be named";
      if (fetch_error) return *fetch_error;
      return Fetched{repository.path().string(), request.head, {}, {}};
    };
    Make("v3", "main");
  }

  void Make(const std::string& ref, const std::string& path = "") {
    PolicyProjectOptions options;
    options.project = forge.project.path;
    options.ref = ref;
    if (path.ends_with(".yml")) options.path = path;
    options.git_program = git::GitProgram::Find().value().path;
    origin = std::make_unique<PolicyProject>(std::move(options), forge, mirrors, clock);
  }
  void Stand(const std::string& ref, const RepositoryBuilder::Files& files) {
    forge.branches[ref] = repository.Commit(files, {}, 0);
  }
  Result<LoadedPolicy> Load() {
    Result<config::LayerSources> sources = origin->Read();
    if (!sources.ok()) return sources.error();
    return LoadPolicySet(std::move(sources).value(), {AllRules(), ShippedRuleSets()});
  }
  std::string ErrorOf() {
    const Result<LoadedPolicy> loaded = Load();
    return loaded.ok() ? "no error" : loaded.error().message;
  }

  RepositoryBuilder repository;
  std::optional<Error> fetch_error;
  std::unique_ptr<PolicyProject> origin;
};

TEST_F(PolicyProjectTest, EveryValueNamesTheCommitItStandsIn) {
  Stand("v3", {{"instance.yml", kInstance},
               {"common/a.yml", "rules: {license/changed: gate}\n"},
               {"groups/1.yml", "projects: ['city/**']\nrules: {license/not-allowed: observe}\n"},
               {"groups/below/2.yml", "no: policy\n"},
               {"README.md", "read me"}});
  const Result<LoadedPolicy> loaded = Load();
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  const Policy policy = loaded.value().layers->For("city/web").stack.Make("", {});
  const std::string at = "platform/governance@" + forge.branches["v3"].Hex().substr(0, 12) + ":";
  EXPECT_EQ(policy.rules.find("license/changed")->second.mode.origin.layer, at + "common/a.yml");
  EXPECT_EQ(policy.rules.find("license/not-allowed")->second.mode.origin.layer,
            at + "groups/1.yml");
  EXPECT_EQ(mirrors.fetched_blobs.size(), 4U) << "policies alone are brought";
}

TEST_F(PolicyProjectTest, AFolderOfTheProjectIsTheRootOfItsPolicies) {
  Make("v3", "policy/instance.yml");
  Stand("v3", {{"policy/instance.yml", kInstance},
               {"policy/common/a.yml", "rules: {license/changed: gate}\n"},
               {"common/a.yml", "rules: 7\n"},
               {"policy/groups/1.yml", "projects: ['city/**']\n"}});
  EXPECT_TRUE(Load().ok()) << ErrorOf();
}

TEST_F(PolicyProjectTest, MistakesAreNamedWithCommitFileAndLine) {
  Stand("v3", {{"instance.yml", "contact: c\nowners: [o]\nrules: 7\n"}});
  EXPECT_NE(ErrorOf().find(":instance.yml:3:8: `rules` is a map"), std::string::npos) << ErrorOf();
  Stand("v3", {{"other.yml", ""}});
  EXPECT_NE(ErrorOf().find(":instance.yml: there is no such file"), std::string::npos);
  Stand("v3", {{"instance.yml", {"120000", "other.yml"}}, {"other.yml", kInstance}});
  EXPECT_NE(ErrorOf().find(":instance.yml: there is no such file"), std::string::npos)
      << "a link is another file than the one that was reviewed";
  Stand("v3", {{"instance.yml", std::string(size_t{3} << 20U, '#')}});
  EXPECT_NE(ErrorOf().find("too large"), std::string::npos) << ErrorOf();
}

TEST_F(PolicyProjectTest, WhoDoesNotAnswerSaysNothingOfThePolicy) {
  Stand("v3", {{"instance.yml", "contact: c\nowners: [o]\n"}});
  fetch_error = Error{Errc::kTransient, "no answer"};
  EXPECT_EQ(Load().error().code, Errc::kTransient);
  fetch_error.reset();
  forge.fail = [](const std::string& call) -> std::optional<Error> {
    if (call == "commit_at") return Error{Errc::kNotFound, "404"};
    return std::nullopt;
  };
  EXPECT_EQ(Load().error().code, Errc::kInvalid) << "the tag is gone";
  EXPECT_EQ(ErrorOf(), "platform/governance@v3: 404");
}

TEST_F(PolicyProjectTest, IsLookedAtAgainAfterAWhileOrWhenSomebodyPushed) {
  Stand("v3", {{"instance.yml", "contact: c\nowners: [o]\n"}});
  ASSERT_TRUE(Load().ok());
  const std::string before = origin->Mark();
  Stand("v3", {{"instance.yml", "contact: d\nowners: [o]\n"}});
  EXPECT_EQ(origin->Mark(), before) << "nobody asks GitLab every two seconds";
  origin->Heard({12345});
  EXPECT_EQ(origin->Mark(), before) << "another project";
  origin->Heard(forge.project.id);
  const std::string after = origin->Mark();
  EXPECT_NE(after, before);
  Stand("v3", {{"instance.yml", "contact: e\nowners: [o]\n"}});
  clock.Advance(std::chrono::hours(1));
  EXPECT_NE(origin->Mark(), after);
}

TEST_F(PolicyProjectTest, WithoutARefTheDefaultBranchCounts) {
  Make("");
  Stand("main", {{"instance.yml", "contact: c\nowners: [o]\n"}});
  EXPECT_TRUE(Load().ok()) << ErrorOf();
}

}  // namespace
}  // namespace headwater::jobs
