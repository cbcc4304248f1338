// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/local_fork_desk.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/jobs/fork_facts_json.h"
#include "tests/service/jobs/fork_platform.h"

namespace headwater::jobs {
namespace {

using Names = std::vector<std::string>;

class LocalForkDeskTest : public ForkPlatformTest {
 protected:
  static std::string Publiccode(const std::string& name,
                                const std::string& task = "Verwaltung von Friedhöfen") {
    return "publiccodeYmlVersion: \"0.4\"\nname: " + name + "\nurl: https://forge.example/" + name +
           "\ndescription:\n  de:\n    shortDescription: " + task + "\n";
  }
  /// What is rare is counted among those that say what they are for.
  void TakeInOtherTasks() {
    for (const char* task : {"Ausleihe einer Bücherei", "Anmeldung zum Kindergarten"}) {
      const std::string name = "other/" + std::to_string(tips_.size());
      Make(name, {{"publiccode.yml", Publiccode(name, task)}});
      TakeIn(name);
    }
  }
};

TEST_F(LocalForkDeskTest, ACopyIsToldOfItsOriginAndAStrangerOfNobody) {
  MakeFamily();
  EXPECT_EQ(NamedIn(Answer(About("city/copy"))), Names{"group/origin"});
  const ForkAnswer stranger = Answer(About("city/stranger"));
  EXPECT_TRUE(stranger.known);
  EXPECT_TRUE(stranger.facts.relations.empty());
}

TEST_F(LocalForkDeskTest, WhatWasTakenInIsCounted) {
  Make("group/origin", Sources("src/", "graves"));
  const ForkTaken first = TakeIn("group/origin");
  EXPECT_TRUE(first.changed);
  EXPECT_EQ(first.projects, 1U);
  EXPECT_GT(first.bytes, 0U);
  EXPECT_FALSE(TakeIn("group/origin").changed);
}

TEST_F(LocalForkDeskTest, WhoWasNotTakenInIsNotKnown) {
  MakeFamily();
  Make("city/new", Sources("src/", "graves"));
  EXPECT_FALSE(Answer(About("city/new")).known);
  EXPECT_FALSE(Answer(About("city/copy", {}, {"internal"})).known);
}

TEST_F(LocalForkDeskTest, ForOtherReadersNothingIsKnown) {
  MakeFamily();
  const ForkAnswer answer = Answer(About("city/copy", {}, {"public"}, {{"public"}, {"internal"}}));
  EXPECT_FALSE(answer.known);
  EXPECT_TRUE(answer.facts.relations.empty());
}

TEST_F(LocalForkDeskTest, AChangeTouchesTheFilesOfItsOrigin) {
  Make("group/origin", Sources("", "graves"));
  Make("city/host", Joined(Sources("src/", "trees"), Sources("deps/graves/", "graves")));
  TakeIn("group/origin");
  TakeIn("city/host");
  Files files = Joined(Sources("src/", "trees"), Sources("deps/graves/", "graves"));
  files.insert_or_assign("deps/graves/fee.c", Source("graves", "fee") + "our own end\n");
  const ForkAnswer answer = Answer(About("city/host", Commit("city/host", files)));
  ASSERT_EQ(NamedIn(answer), Names{"group/origin"});
  ASSERT_EQ(answer.facts.touched.size(), 1U);
  EXPECT_EQ(answer.facts.touched[0].path.bytes(), "deps/graves/fee.c");
  EXPECT_FALSE(answer.facts.touched[0].added);
}

TEST_F(LocalForkDeskTest, AChangeThatBringsACopyIsToldOfItAtOnce) {
  Make("group/origin", Sources("", "graves"));
  Make("city/host", Sources("src/", "trees"));
  TakeIn("group/origin");
  TakeIn("city/host");
  EXPECT_TRUE(NamedIn(Answer(About("city/host"))).empty());
  const CommitId head =
      Commit("city/host", Joined(Sources("src/", "trees"), Sources("vendor/graves/", "graves")));
  const ForkAnswer answer = Answer(About("city/host", head));
  EXPECT_EQ(NamedIn(answer), Names{"group/origin"});
  EXPECT_EQ(answer.facts.touched.size(), Sources("", "graves").size());
  EXPECT_TRUE(NamedIn(Answer(About("city/host"))).empty()) << "a proposal is not kept";
}

TEST_F(LocalForkDeskTest, ForgettingNamesThoseWhomOnlyAChangeWasToldOfIt) {
  Make("group/origin", Sources("", "graves"));
  Make("city/host", Sources("src/", "trees"));
  TakeIn("group/origin");
  TakeIn("city/host");
  const CommitId head =
      Commit("city/host", Joined(Sources("src/", "trees"), Sources("vendor/graves/", "graves")));
  ASSERT_EQ(NamedIn(Answer(About("city/host", head))), Names{"group/origin"});
  EXPECT_EQ(Forget("group/origin").told, Names{"city/host"});
}

TEST_F(LocalForkDeskTest, ForgettingAnswersWhoWasToldAndAnswersItAgain) {
  MakeFamily();
  const ForkForgotten forgotten = Forget("group/origin");
  EXPECT_TRUE(forgotten.was_there);
  EXPECT_EQ(forgotten.told, Names{"city/copy"});
  EXPECT_TRUE(NamedIn(Answer(About("city/copy"))).empty());
  EXPECT_FALSE(Answer(About("group/origin")).known);
  const ForkForgotten again = Forget("group/origin");
  EXPECT_FALSE(again.was_there);
  EXPECT_EQ(again.told, Names{"city/copy"}) << "the first answer may have been lost";
}

TEST_F(LocalForkDeskTest, NobodyForgetsWhatIsNotThere) {
  MakeFamily();
  const ForkForgotten forgotten = Forget("group/absent", {"group-9"});
  EXPECT_FALSE(forgotten.was_there);
  EXPECT_TRUE(forgotten.told.empty());
}

TEST_F(LocalForkDeskTest, WhoMovesToOtherReadersIsNamedNoMoreThoughNobodyHasLookedAgain) {
  MakeFamily();
  ASSERT_EQ(NamedIn(Answer(About("city/copy"))), Names{"group/origin"});
  // As if the process had ended before it came to what is kept.
  ASSERT_TRUE(Opened("public")->Remove("group/origin").value());
  TakeIn(Intake("group/origin", {"group-7"}, {{"public"}, {"group-7"}}));
  const ForkAnswer answer = Answer(About("city/copy"));
  EXPECT_TRUE(answer.known);
  EXPECT_EQ(RenderForkFacts(answer.facts).text().find("group/origin"), std::string::npos);
}

TEST_F(LocalForkDeskTest, WhatRestsOnAThirdProjectGoesWithIt) {
  MakeFamily();
  const ToldFolder folder(Folder());
  const uint32_t number = Opened("public")->Find("city/copy").value()->number;
  ToldForks told = folder.Read({"public"}, number).value().value();
  ForkRelation sibling;
  sibling.project = Untrusted("city/stranger");
  sibling.fork_class = ForkClass::kSharedThirdParty;
  sibling.evidence = {{ForkProof::kNone,
                       Untrusted("What both have, or nearly all of it, is in group/origin too.")}};
  told.facts.relations = {sibling};
  ASSERT_TRUE(folder.Replace({"public"}, number, told).ok());
  EXPECT_EQ(NamedIn(Answer(About("city/copy"))), Names{"city/stranger"});
  ASSERT_TRUE(Opened("public")->Remove("group/origin").value());
  EXPECT_TRUE(NamedIn(Answer(About("city/copy"))).empty());
}

TEST_F(LocalForkDeskTest, WhatStandsInOtherPartitionsChangesNoByte) {
  MakeFamily();
  const CommitId head =
      Commit("city/stranger", Joined(Sources("src/", "trees"), Sources("vendor/wells/", "wells")));
  const auto asked = [&] {
    std::string all;
    for (const ForkQuestion& question :
         {About("city/copy"), About("city/stranger"), About("city/stranger", head)}) {
      all += RenderForkFacts(Answer(question).facts).text() + "\n";
    }
    return all;
  };
  const std::string before = asked();
  Make("secret/graves", Sources("src/", "graves"));
  Make("secret/wells", Sources("", "wells"));
  Make("secret/trees", Sources("src/", "trees"));
  for (const char* name : {"secret/graves", "secret/wells", "secret/trees"}) {
    TakeIn(Intake(name, {"group-7"}, {{"public"}, {"group-7"}}));
  }
  EXPECT_EQ(asked(), before) << "from what is kept";
  now_ += kRelationsAge;
  for (const char* name : {"group/origin", "city/stranger", "city/copy"}) TakeIn(name);
  EXPECT_EQ(asked(), before) << "worked out again";
}

TEST_F(LocalForkDeskTest, WhoMayReadBothPartitionsIsToldOfBoth) {
  MakeFamily();
  const Partitions readers = {{"public"}, {"group-7"}};
  Make("secret/graves", Sources("src/", "graves"));
  Make("secret/other", Sources("src/", "graves"));
  TakeIn(Intake("secret/graves", {"group-7"}, readers));
  TakeIn(Intake("secret/other", {"group-7"}, readers));
  const ForkAnswer answer = Answer(About("secret/other", {}, {"group-7"}, readers));
  std::vector<std::string> names = NamedIn(answer);
  std::ranges::sort(names);
  EXPECT_EQ(names, (Names{"city/copy", "group/origin", "secret/graves"}));
}

TEST_F(LocalForkDeskTest, ADayLaterOthersHaveChanged) {
  Make("city/copy", Sources("src/", "graves"));
  TakeIn("city/copy");
  Make("group/origin", Sources("src/", "graves"));
  TakeIn("group/origin");
  TakeIn("city/copy");
  EXPECT_TRUE(NamedIn(Answer(About("city/copy"))).empty());
  now_ += kRelationsAge;
  EXPECT_FALSE(TakeIn("city/copy").changed);
  EXPECT_EQ(NamedIn(Answer(About("city/copy"))), Names{"group/origin"});
}

TEST_F(LocalForkDeskTest, WhomItMeetsIsSaidOnceAndWorkedOutOnDemand) {
  Make("city/copy", Sources("src/", "graves"));
  Make("group/origin", Sources("src/", "graves"));
  EXPECT_TRUE(TakeIn("city/copy").met.empty());
  EXPECT_EQ(TakeIn("group/origin").met, Names{"city/copy"});
  ForkTakeIn again = Intake("city/copy");
  EXPECT_TRUE(TakeIn(again).met.empty()) << "it is a day old at most";
  again.renew = true;
  EXPECT_EQ(TakeIn(again).met, Names{"group/origin"});
  EXPECT_TRUE(TakeIn(again).met.empty());
}

TEST_F(LocalForkDeskTest, WhatACloneLacksIsAskedForAndNotTakenForNothing) {
  auto& origin = Make("group/origin", Sources("src/", "graves"));
  const BlobId blob = origin.Blob(Source("graves", "fee"));
  origin.Remove(blob);
  EXPECT_EQ(TakeIn("group/origin").lacking, std::vector<BlobId>{blob});
  EXPECT_FALSE(Answer(About("group/origin")).known);
  origin.Blob(Source("graves", "fee"));
  EXPECT_TRUE(TakeIn("group/origin").lacking.empty());
  EXPECT_TRUE(Answer(About("group/origin")).known);
}

TEST_F(LocalForkDeskTest, WhatAChangeBringsIsAskedForWhenItLooksLikeACopy) {
  Make("group/origin", Sources("", "graves"));
  auto& host = Make("city/host", Sources("src/", "trees"));
  TakeIn("group/origin");
  TakeIn("city/host");
  const CommitId head =
      Commit("city/host", Joined(Sources("src/", "trees"), Sources("vendor/graves/", "graves")));
  const BlobId blob = host.Blob(Source("graves", "fee"));
  host.Remove(blob);
  EXPECT_EQ(Answer(About("city/host", head)).lacking, std::vector<BlobId>{blob});
  host.Blob(Source("graves", "fee"));
  const ForkAnswer answer = Answer(About("city/host", head));
  EXPECT_TRUE(answer.lacking.empty());
  EXPECT_EQ(NamedIn(answer), Names{"group/origin"});
}

TEST_F(LocalForkDeskTest, TheFirstPubliccodeIsNoticedOnce) {
  Make("city/host", Sources("src/", "trees"));
  EXPECT_FALSE(TakeIn("city/host").first_publiccode);
  Push("city/host", Joined(Sources("src/", "trees"), {{"publiccode.yml", Publiccode("trees")}}));
  EXPECT_TRUE(TakeIn("city/host").first_publiccode);
  EXPECT_FALSE(TakeIn("city/host").first_publiccode);
}

TEST_F(LocalForkDeskTest, AProjectWithTheSameTaskIsNamedUntilItIsForgotten) {
  TakeInOtherTasks();
  Make("group/graves", {{"publiccode.yml", Publiccode("graves")}});
  Make("city/graves", {{"publiccode.yml", Publiccode("rest")}});
  TakeIn("group/graves");
  TakeIn("city/graves");
  const ForkAnswer before = Answer(About("city/graves"));
  ASSERT_EQ(before.facts.similar.size(), 1U);
  EXPECT_EQ(before.facts.similar[0].name.bytes(), "graves");
  EXPECT_EQ(Forget("group/graves").told, Names{"city/graves"});
  EXPECT_TRUE(Answer(About("city/graves")).facts.similar.empty());
}

TEST_F(LocalForkDeskTest, AProposedPubliccodeIsComparedAtOnce) {
  TakeInOtherTasks();
  Make("group/graves", {{"publiccode.yml", Publiccode("graves")}});
  Make("city/host", Sources("src/", "trees"));
  TakeIn("group/graves");
  TakeIn("city/host");
  const CommitId head = Commit(
      "city/host", Joined(Sources("src/", "trees"), {{"publiccode.yml", Publiccode("rest")}}));
  EXPECT_EQ(Answer(About("city/host", head)).facts.similar.size(), 1U);
  EXPECT_EQ(Forget("group/graves").told, Names{"city/host"});
}

TEST_F(LocalForkDeskTest, AnIndexThatIsNotThereIsAnErrorWithItsPlace) {
  Make("city/host", Sources("src/", "trees"));
  const Result<ForkAnswer> answer = desk_.Answer(About("city/host"));
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, Errc::kContent);
  EXPECT_NE(answer.error().message.find(Folder()), std::string::npos);
  EXPECT_EQ(desk_.Forget({{"public"}, "city/host"}).error().code, Errc::kContent);
}

TEST_F(LocalForkDeskTest, ADamagedDatabaseIsAnErrorAndNoEmptyAnswer) {
  MakeFamily();
  tests::WriteFile(Folder() + "/public.db", std::string(8192, 'x'));
  const Result<ForkAnswer> answer = desk_.Answer(About("city/copy"));
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, Errc::kContent);
  EXPECT_NE(answer.error().message.find("public.db"), std::string::npos);
}

TEST_F(LocalForkDeskTest, ADamagedFileOfWhatIsToldIsAnErrorAndNoEmptyAnswer) {
  MakeFamily();
  const uint32_t number = Opened("public")->Find("city/copy").value()->number;
  const std::string path = Folder() + "/told/public/" + std::to_string(number) + ".json";
  for (const char* text : {"", "{", R"({"schema":"headwater.fork-told/1","readers":7})",
                           R"({"schema":"headwater.fork-told/1","more":1})"}) {
    tests::WriteFile(path, text);
    const Result<ForkAnswer> answer = desk_.Answer(About("city/copy"));
    ASSERT_FALSE(answer.ok()) << text;
    EXPECT_EQ(answer.error().code, Errc::kContent);
    EXPECT_NE(answer.error().message.find(path), std::string::npos);
  }
}

TEST_F(LocalForkDeskTest, WhatAnotherVersionHasKeptIsWorkedOutAgain) {
  MakeFamily();
  const uint32_t number = Opened("public")->Find("city/copy").value()->number;
  tests::WriteFile(Folder() + "/told/public/" + std::to_string(number) + ".json",
                   R"({"schema":"headwater.fork-told/9","what":["else"]})");
  EXPECT_FALSE(Answer(About("city/copy")).known);
  TakeIn("city/copy");
  EXPECT_EQ(NamedIn(Answer(About("city/copy"))), Names{"group/origin"});
}

TEST_F(LocalForkDeskTest, AProjectWithoutDefaultBranchIsContent) {
  auto& origin = Make("group/origin", Sources("src/", "graves"));
  origin.Reference("refs/heads/other", tips_.at("group/origin"));
  std::filesystem::remove(origin.git_folder() / "refs/heads/main");
  EXPECT_EQ(desk_.TakeIn(Intake("group/origin")).error().code, Errc::kContent);
}

}  // namespace
}  // namespace headwater::jobs
