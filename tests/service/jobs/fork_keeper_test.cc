// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_keeper.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/fakes/fake_forks.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

constexpr std::chrono::hours kDay{24};

class ForkKeeperTest : public testing::Test {
 protected:
  ForkKeeperTest() {
    parts.mirrors.fetch = [this](const FetchRequest& request) -> Result<Fetched> {
      fetches.push_back(request);
      return Fetched{
          .path = "/mirrors/" + std::to_string(request.project.value), .head = {}, .branch = {}};
    };
    book.begun = parts.clock.wall - kDay;
    Open();
  }

  void Open() {
    keeper = std::make_unique<ForkKeeper>(
        options, ForkKeeperParts{desk, book, parts.forge, parts.mirrors, parts.clock});
    ASSERT_TRUE(keeper->Load().ok());
  }

  /// On the platform; older than the index unless told otherwise.
  ForgeProject& Has(int64_t id, const std::string& path,
                    Visibility visibility = Visibility::kPublic) {
    ForgeProject& project = parts.forge.projects[{id}];
    project = parts.forge.project;
    project.id = {id};
    project.path = Untrusted(path);
    project.web_url = Untrusted("https://gitlab.example.org/" + path);
    project.visibility = project.repository = visibility;
    project.namespace_id = 5;
    project.created_at = parts.clock.wall - 365 * kDay;
    return project;
  }

  void Work() {
    while (keeper->WorkNext()) {
    }
  }

  ForkView Ask(int64_t id, const std::optional<ForgeMergeRequest>& merge_request = {}) {
    return keeper->Ask({.project = parts.forge.projects.at({id}),
                        .merge_request = merge_request,
                        .repository = "/mirror",
                        .target = {},
                        .head = fakes::Commit('1')});
  }

  /// The index has found all of these, whatever it may tell.
  void Finds(const std::vector<std::string>& names) {
    desk.answer = [names](const ForkQuestion&) -> Result<ForkAnswer> {
      ForkAnswer answer{.known = true, .facts = {}, .lacking = {}};
      for (const std::string& name : names) {
        answer.facts.relations.push_back({.project = Untrusted(name), .url = {}});
        answer.facts.similar.push_back({.name = Untrusted(name), .url = {}});
        const size_t number = answer.facts.relations.size() - 1;
        answer.facts.touched.push_back({.relation = number, .path = Untrusted(name)});
        answer.facts.elsewhere.push_back({.relation = number, .paths = {Untrusted(name)}});
      }
      return answer;
    };
  }

  static std::vector<std::string> Named(const ForkView& view) {
    std::vector<std::string> names;
    for (const ForkRelation& one : view.facts.relations) names.push_back(one.project.bytes());
    return names;
  }

  using Names = std::vector<std::string>;

  ServiceFixture parts;
  fakes::FakeDesk desk;
  fakes::FakeBook book;
  ForkKeeperOptions options;
  std::vector<FetchRequest> fetches;
  std::unique_ptr<ForkKeeper> keeper;
};

TEST_F(ForkKeeperTest, FindsEveryProjectOfThePlatformAndTakesItIn) {
  Has(1, "one/a");
  Has(2, "two/b", Visibility::kInternal);
  Has(3, "two/c", Visibility::kPrivate);
  Work();
  ASSERT_EQ(desk.taken.size(), 3U);
  EXPECT_EQ(desk.taken[0].partition.text, "public");
  EXPECT_EQ(desk.taken[1].partition.text, "internal");
  EXPECT_EQ(desk.taken[2].partition.text, "group-5");
  EXPECT_EQ(desk.taken[0].project.name, "one/a");
  EXPECT_EQ(desk.taken[0].project.url, "https://gitlab.example.org/one/a");
  EXPECT_EQ(desk.taken[0].project.copy, "/mirrors/1");
  EXPECT_TRUE(fetches[0].everything);
  EXPECT_EQ(book.places.at({3}).partition.text, "group-5");
}

TEST_F(ForkKeeperTest, BringsTheContentsThatAMirrorLacks) {
  Has(1, "one/a");
  const BlobId blob = *BlobId::FromHex(std::string(40, 'a'));
  desk.take_in = [&](const ForkTakeIn&) -> Result<ForkTaken> {
    ForkTaken taken;
    if (parts.mirrors.fetched_blobs.empty()) taken.lacking = {blob};
    return taken;
  };
  Work();
  EXPECT_EQ(desk.taken.size(), 2U);
  EXPECT_EQ(parts.mirrors.fetched_blobs, std::vector<BlobId>{blob});
}

TEST_F(ForkKeeperTest, AsksNoLongerForContentsThatNobodyHas) {
  Has(1, "one/a");
  desk.take_in = [](const ForkTakeIn&) -> Result<ForkTaken> {
    ForkTaken taken;
    taken.lacking = {*BlobId::FromHex(std::string(40, 'a'))};
    return taken;
  };
  Work();
  EXPECT_EQ(desk.taken.size(), 2U);
  EXPECT_EQ(book.places.at({1}).name, "one/a");
}

TEST_F(ForkKeeperTest, LooksAgainAfterAPushAndAfterADay) {
  Has(1, "one/a");
  Work();
  ASSERT_TRUE(keeper->Heard(parts.forge.projects.at({1})).ok());
  Work();
  EXPECT_EQ(desk.taken.size(), 2U);
  parts.clock.Advance(kDay);
  Work();
  EXPECT_EQ(desk.taken.size(), 3U);
}

TEST_F(ForkKeeperTest, APushWhileItIsTakenInIsNotLost) {
  Has(1, "one/a");
  desk.take_in = [&](const ForkTakeIn&) -> Result<ForkTaken> {
    if (desk.taken.size() == 1) EXPECT_TRUE(keeper->Heard(parts.forge.projects.at({1})).ok());
    return ForkTaken{};
  };
  Work();
  EXPECT_EQ(desk.taken.size(), 2U);
}

TEST_F(ForkKeeperTest, AfterARestartNothingIsReadThatIsNotADayOld) {
  Has(1, "one/a");
  Work();
  Open();
  Work();
  EXPECT_EQ(desk.taken.size(), 1U);
  Finds({"one/a"});
  EXPECT_EQ(Named(Ask(1)), Names{"one/a"});
}

TEST_F(ForkKeeperTest, WhatFailsIsTriedAgainLaterAndLater) {
  Has(1, "one/a");
  desk.take_in = [](const ForkTakeIn&) -> Result<ForkTaken> {
    return Error{Errc::kTransient, "busy"};
  };
  Work();
  EXPECT_EQ(desk.taken.size(), 1U);
  parts.clock.Advance(std::chrono::minutes(1));
  Work();
  EXPECT_EQ(desk.taken.size(), 2U);
  parts.clock.Advance(std::chrono::minutes(1));
  Work();
  EXPECT_EQ(desk.taken.size(), 2U);
  EXPECT_EQ(Ask(1).facts.unknown_because.view(), kForksUnderWay.view());
  Work();
  EXPECT_EQ(desk.taken.size(), 2U) << "a question is no reason to hurry";
}

TEST_F(ForkKeeperTest, WhoWasLookedAtBeforeItWasThereIsLookedAtAgainOnce) {
  Has(1, "one/a");
  Has(2, "two/b");
  desk.take_in = [&](const ForkTakeIn& order) -> Result<ForkTaken> {
    ForkTaken taken;
    const bool is_first = desk.taken.size() <= 2;
    if (is_first && order.project.name == "two/b") taken.met = {"one/a", "never/heard"};
    if (order.renew && order.project.name == "one/a") taken.met = {"two/b"};
    return taken;
  };
  Work();
  ASSERT_GE(desk.taken.size(), 3U);
  EXPECT_EQ(desk.taken[2].project.name, "one/a");
  EXPECT_TRUE(desk.taken[2].renew);
  EXPECT_FALSE(desk.taken[0].renew);
  EXPECT_EQ(desk.taken.size(), 4U);
  EXPECT_EQ(std::ranges::count(book.woken, ProjectId{1}), 2) << "its merge requests, too";
}

TEST_F(ForkKeeperTest, AnEmptyProjectIsNothingToCompare) {
  Has(1, "one/a").empty = true;
  Work();
  EXPECT_TRUE(desk.taken.empty());
}

TEST_F(ForkKeeperTest, WhoAsksTooEarlyIsWokenWhenItIsKnown) {
  Has(1, "one/a");
  EXPECT_EQ(Ask(1).facts.unknown_because.view(), kForksUnderWay.view());
  EXPECT_TRUE(desk.asked.empty());
  Work();
  EXPECT_EQ(book.woken, std::vector<ProjectId>{{1}});
  EXPECT_TRUE(Ask(1).facts.unknown_because.view().empty());
}

TEST_F(ForkKeeperTest, TellsPublicProjectsToEverybodyAndNothingElse) {
  Has(1, "one/a");
  Has(2, "two/b");
  Has(3, "two/c", Visibility::kPrivate);
  Has(4, "two/d", Visibility::kInternal);
  Work();
  Finds({"two/b", "two/c", "two/d", "never/heard"});
  const ForkView view = Ask(1);
  EXPECT_EQ(Named(view), Names{"two/b"});
  ASSERT_EQ(view.facts.similar.size(), 1U);
  EXPECT_EQ(view.facts.similar[0].name.bytes(), "two/b");
  ASSERT_EQ(view.facts.touched.size(), 1U);
  EXPECT_EQ(view.facts.touched[0].path.bytes(), "two/b");
  ASSERT_EQ(view.facts.elsewhere.size(), 1U);
  EXPECT_EQ(view.facts.elsewhere[0].relation, 0U);
}

TEST_F(ForkKeeperTest, ThePlaceOfWhatRemainsIsItsNewOne) {
  Has(1, "one/a");
  Has(2, "two/b");
  Has(3, "two/c", Visibility::kPrivate);
  Work();
  Finds({"two/c", "two/b"});
  const ForkView view = Ask(1);
  ASSERT_EQ(view.facts.touched.size(), 1U);
  EXPECT_EQ(view.facts.touched[0].relation, 0U);
  EXPECT_EQ(view.facts.elsewhere[0].relation, 0U);
}

TEST_F(ForkKeeperTest, ReadersOfOneGroupAreToldOfItOnlyWhereTheOperatorVouches) {
  Has(1, "one/a", Visibility::kPrivate);
  Has(2, "one/b", Visibility::kPrivate);
  Work();
  Finds({"one/b"});
  EXPECT_TRUE(Named(Ask(1)).empty());
  EXPECT_EQ(desk.asked.back().readers.size(), 1U);
  options.shared.groups = {5};
  Open();
  EXPECT_EQ(Named(Ask(1)), Names{"one/b"});
  EXPECT_EQ(desk.asked.back().readers.back().text, "group-5");
}

TEST_F(ForkKeeperTest, ARepositoryForMembersOnlyIsNoPublicOne) {
  Has(1, "one/a").repository = Visibility::kPrivate;
  Work();
  EXPECT_EQ(desk.taken.at(0).partition.text, "group-5");
}

TEST_F(ForkKeeperTest, WhatBecomesPrivateIsToldNoMoreAndWhoeverWasIsWoken) {
  Has(1, "one/a");
  Has(2, "two/b");
  Work();
  Finds({"two/b"});
  ASSERT_EQ(Named(Ask(1)), Names{"two/b"});
  book.woken.clear();
  desk.told = {"one/a"};
  ForgeProject& project = parts.forge.projects.at({2});
  project.repository = project.visibility = Visibility::kPrivate;
  ASSERT_TRUE(keeper->Heard(project).ok());
  EXPECT_TRUE(Named(Ask(1)).empty());
  EXPECT_EQ(desk.forgotten.at(0).partition.text, "public");
  EXPECT_EQ(desk.forgotten.at(0).name, "two/b");
  EXPECT_EQ(book.woken, (std::vector<ProjectId>{{1}, {2}}));
  ASSERT_EQ(book.audited.size(), 1U);
  EXPECT_EQ(book.audited[0].kind, AuditKind::kReadersChanged);
  EXPECT_NE(book.audited[0].detail.find("public -> group-5"), std::string::npos);
  Work();
  EXPECT_EQ(book.places.at({2}).partition.text, "group-5");
  EXPECT_TRUE(Named(Ask(1)).empty());
}

TEST_F(ForkKeeperTest, NobodyIsToldWhileTheIndexCannotForget) {
  Has(1, "one/a");
  Has(2, "two/b");
  Work();
  Finds({"two/b"});
  desk.fail_forget = Error{Errc::kTransient, "busy"};
  ForgeProject& project = parts.forge.projects.at({2});
  project.repository = Visibility::kPrivate;
  EXPECT_FALSE(keeper->Heard(project).ok());
  EXPECT_TRUE(Named(Ask(1)).empty());
  Open();  // The process was killed.
  EXPECT_TRUE(Named(Ask(1)).empty());
  desk.fail_forget.reset();
  book.woken.clear();
  Work();
  EXPECT_EQ(book.places.at({2}).partition.text, "group-5");
  EXPECT_FALSE(book.places.at({2}).is_leaving);
  EXPECT_NE(std::ranges::find(book.woken, ProjectId{1}), book.woken.end())
      << "nobody knows any longer who was told: all are looked at";
}

TEST_F(ForkKeeperTest, WhatBecomesPrivateWhileItIsTakenInIsTakenOutAgain) {
  Has(1, "one/a");
  desk.take_in = [&](const ForkTakeIn&) -> Result<ForkTaken> {
    ForgeProject& project = parts.forge.projects.at({1});
    project.repository = Visibility::kPrivate;
    if (desk.taken.size() == 1) EXPECT_TRUE(keeper->Heard(project).ok());
    return ForkTaken{};
  };
  Work();
  ASSERT_EQ(desk.forgotten.size(), 1U);
  EXPECT_EQ(desk.forgotten[0].partition.text, "public");
  EXPECT_EQ(book.places.at({1}).partition.text, "group-5");
}

TEST_F(ForkKeeperTest, ADeletedProjectIsForgotten) {
  Has(1, "one/a");
  Has(2, "two/b");
  Work();
  Finds({"two/b"});
  desk.told = {"one/a"};
  parts.forge.projects.erase({2});
  ASSERT_TRUE(keeper->Gone({2}).ok());
  EXPECT_TRUE(Named(Ask(1)).empty());
  EXPECT_FALSE(book.places.contains({2}));
  Work();
  EXPECT_FALSE(book.places.contains({2}));
}

TEST_F(ForkKeeperTest, WhatIsMissingFromTheListIsLookedFor) {
  Has(1, "one/a");
  Has(2, "two/b");
  Work();
  parts.forge.projects.erase({2});
  parts.clock.Advance(kDay);
  Work();
  EXPECT_FALSE(book.places.contains({2}));
  ASSERT_EQ(desk.forgotten.size(), 1U);
  EXPECT_EQ(desk.forgotten[0].name, "two/b");
}

TEST_F(ForkKeeperTest, ARenamedProjectStandsUnderItsNewNameOnly) {
  Has(1, "one/a");
  Work();
  parts.forge.projects.at({1}).path = Untrusted("one/z");
  ASSERT_TRUE(keeper->Heard(parts.forge.projects.at({1})).ok());
  Work();
  EXPECT_EQ(desk.forgotten.at(0).name, "one/a");
  EXPECT_EQ(desk.taken.back().project.name, "one/z");
}

TEST_F(ForkKeeperTest, AProjectUnderTheNameOfARenamedOneIsNotTakenForIt) {
  Has(1, "one/a");
  Work();
  parts.forge.projects.at({1}).path = Untrusted("one/z");  // Nobody said so.
  Has(2, "one/a");
  ASSERT_TRUE(keeper->Heard(parts.forge.projects.at({2})).ok());
  Work();
  parts.clock.Advance(std::chrono::minutes(1));
  Work();
  EXPECT_EQ(book.places.at({1}).name, "one/z");
  EXPECT_EQ(book.places.at({2}).name, "one/a");
  for (const ForkTakeIn& order : desk.taken) {
    const bool is_second = order.project.copy == "/mirrors/2";
    EXPECT_TRUE(!is_second || !desk.forgotten.empty());
  }
}

TEST_F(ForkKeeperTest, OnlyWhatCameAfterTheIndexWasBegunIsNew) {
  Has(1, "one/a");
  Has(2, "two/b").created_at = parts.clock.wall;
  Work();
  EXPECT_FALSE(Ask(1).facts.first_look);
  EXPECT_TRUE(Ask(2).facts.first_look);
  parts.clock.Advance(kToldFor);
  EXPECT_FALSE(Ask(2).facts.first_look);
}

TEST_F(ForkKeeperTest, AProjectThatFirstSaysWhatItIsIsNewToOthers) {
  Has(1, "one/a");
  Work();
  desk.take_in = [](const ForkTakeIn&) -> Result<ForkTaken> {
    return ForkTaken{.first_publiccode = true};
  };
  ASSERT_TRUE(keeper->Heard(parts.forge.projects.at({1})).ok());
  book.woken.clear();
  Work();
  EXPECT_TRUE(Ask(1).facts.first_look);
  EXPECT_EQ(book.woken, std::vector<ProjectId>{{1}});
}

TEST_F(ForkKeeperTest, APersonIsToldInOneMergeRequestOnly) {
  Has(1, "one/a");
  Work();
  ForgeMergeRequest merge_request = parts.forge.merge_request;
  merge_request.author = {9};
  merge_request.iid = {3};
  EXPECT_FALSE(Ask(1, merge_request).facts.told);
  ASSERT_TRUE(keeper->NoteTold({{1}, {3}}, {9}).ok());
  EXPECT_FALSE(Ask(1, merge_request).facts.told) << "what was said there stays";
  merge_request.iid = {4};
  EXPECT_TRUE(Ask(1, merge_request).facts.told);
  merge_request.author = {10};
  EXPECT_FALSE(Ask(1, merge_request).facts.told);
}

TEST_F(ForkKeeperTest, AnIndexThatCannotAnswerIsNoEmptyOne) {
  Has(1, "one/a");
  Work();
  desk.answer = [](const ForkQuestion&) -> Result<ForkAnswer> {
    return Error{Errc::kTransient, "busy"};
  };
  EXPECT_EQ(Ask(1).facts.unknown_because.view(), kForksUnreachable.view());
  desk.answer = [](const ForkQuestion&) -> Result<ForkAnswer> {
    return Error{Errc::kContent, "it died"};
  };
  EXPECT_EQ(Ask(1).facts.unknown_because.view(), kForksTooLarge.view());
}

TEST_F(ForkKeeperTest, WhatThePlatformItselfLacksIsNotAskedForAgainAndAgain) {
  Has(1, "one/a");
  desk.take_in = [](const ForkTakeIn&) -> Result<ForkTaken> {
    ForkTaken taken;
    taken.lacking = {*BlobId::FromHex(std::string(40, 'a'))};
    return taken;
  };
  desk.answer = [](const ForkQuestion&) -> Result<ForkAnswer> { return ForkAnswer{}; };
  Work();
  const size_t tries = desk.taken.size();
  EXPECT_EQ(Ask(1).facts.unknown_because.view(), kForksUnreachable.view());
  Work();
  EXPECT_EQ(desk.taken.size(), tries);
}

TEST_F(ForkKeeperTest, ForOtherReadersThanBeforeTheStartItIsWorkedOutAnew) {
  Has(1, "one/a");
  Work();
  Open();
  desk.answer = [](const ForkQuestion&) -> Result<ForkAnswer> { return ForkAnswer{}; };
  EXPECT_EQ(Ask(1).facts.unknown_because.view(), kForksUnderWay.view());
  Work();
  EXPECT_EQ(desk.taken.size(), 2U);
  EXPECT_EQ(Ask(1).facts.unknown_because.view(), kForksUnderWay.view());
  Work();
  EXPECT_EQ(desk.taken.size(), 2U) << "not at once again";
}

TEST_F(ForkKeeperTest, APageIsShownWhileAllThatItNamesIsPublic) {
  Has(1, "one/a");
  Has(2, "two/b");
  Work();
  EXPECT_TRUE(keeper->MayShowToAll({1}, {"two/b", "https://git.example.org/up"}));
  EXPECT_FALSE(keeper->MayShowToAll({1}, {"two/b", "never/heard"}));
  parts.forge.projects.at({2}).repository = Visibility::kPrivate;
  ASSERT_TRUE(keeper->Heard(parts.forge.projects.at({2})).ok());
  EXPECT_FALSE(keeper->MayShowToAll({1}, {"two/b"}));
  EXPECT_FALSE(keeper->MayShowToAll({2}, {}));
  EXPECT_TRUE(keeper->MayShowToAll({77}, {})) << "not heard of yet";
}

TEST_F(ForkKeeperTest, APrivatePageNamesOnlyWhatAllItsReadersMayRead) {
  options.shared.groups = {5};
  Open();
  Has(1, "one/a");
  Has(2, "two/b");
  Has(3, "five/p3", Visibility::kPrivate);
  Has(4, "five/p4", Visibility::kPrivate);
  Has(6, "six/c", Visibility::kPrivate).namespace_id = 6;
  Work();
  EXPECT_TRUE(keeper->MayShowToReaders({3}, {"one/a", "five/p4", "https://git.example.org/up"}));
  EXPECT_FALSE(keeper->MayShowToReaders({3}, {"one/a", "six/c"}));
  EXPECT_FALSE(keeper->MayShowToReaders({6}, {"five/p4"})) << "its readers are others";
  EXPECT_FALSE(keeper->MayShowToReaders({77}, {"five/p4"})) << "not heard of yet";
  ForgeProject& closed = parts.forge.projects.at({2});
  closed.repository = Visibility::kPrivate;
  closed.namespace_id = 6;
  ASSERT_TRUE(keeper->Heard(closed).ok());
  EXPECT_FALSE(keeper->MayShowToReaders({3}, {"two/b"})) << "it was public";
}

TEST_F(ForkKeeperTest, AnUpstreamIsTakenInForEverybody) {
  Has(1, "one/a");
  Work();
  keeper->HeardUpstream(SafeUrl::Parse("https://git.example.org/up/stream").value(), "/copies/up");
  Work();
  EXPECT_EQ(desk.taken.back().partition.text, "public");
  EXPECT_EQ(desk.taken.back().project.copy, "/copies/up");
  Finds({"https://git.example.org/up/stream"});
  EXPECT_EQ(Named(Ask(1)).size(), 1U);
}

}  // namespace
}  // namespace headwater::jobs
