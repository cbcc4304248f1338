// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "hooks/gitlab_payload.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "tests/hooks/hook_fakes.h"

namespace headwater::hooks {
namespace {

const Self kSelf{UserId{77}, "headwater-bot"};
// The commits of the fixtures.
constexpr std::string_view kFirst = "e0996a37c13d44c3b06074939d43fa3759bd32c1";
constexpr std::string_view kSecond = "352f7829a2384b001cc12b0c2613c756454a1f6a";

/// "17!4@352f7829", without number for all with that head, "@-" for an unknown head.
std::string Show(const std::vector<Wake>& wakes) {
  std::string text;
  for (const Wake& wake : wakes) {
    text += std::to_string(wake.project.value);
    if (wake.iid) text += '!' + std::to_string(wake.iid->value);
    text += '@' + (wake.head.IsZero() ? "-" : wake.head.Hex().substr(0, 8));
    if (wake.quiet) text += " quietly";
    if (wake.note) text += " note " + std::to_string(wake.note->value);
  }
  return text;
}

std::string Show(const Result<Event>& event) {
  if (!event.ok()) return "error: " + event.error().message;
  std::string text(NameOf(event.value().decision).view());
  if (!event.value().wakes.empty()) text += ' ' + Show(event.value().wakes);
  return text;
}

std::string Read(const std::string& body) { return Show(ReadDelivery(body, {}, kSelf)); }

/// Every recorded delivery, and what it means.
const std::map<std::string, std::string> kDecisions = {
    {"access_token", "ignore"},
    {"issue", "ignore"},
    {"merge_request_approval", "record"},
    {"merge_request_approved", "record"},
    {"merge_request_close", "close 17!4@352f7829"},
    {"merge_request_close_source_gone", "close 17!4@-"},
    {"merge_request_future_action", "ignore"},
    {"merge_request_merge", "close 17!4@352f7829"},
    {"merge_request_open", "evaluate 17!4@352f7829"},
    {"merge_request_open_fork_draft", "evaluate 17!6@352f7829"},
    {"merge_request_reopen", "evaluate 17!4@352f7829"},
    {"merge_request_sha256", "evaluate 17!4@-"},
    {"merge_request_unapproval", "record"},
    {"merge_request_unapproved", "record"},
    {"merge_request_unapproved_by_push", "record"},
    {"merge_request_update_assignee", "record"},
    {"merge_request_update_label_removed", "metadata 17!4@352f7829"},
    {"merge_request_update_labels", "metadata 17!4@352f7829"},
    {"merge_request_update_nothing", "record"},
    {"merge_request_update_push", "evaluate 17!4@352f7829"},
    {"merge_request_update_push_fork", "evaluate 17!6@352f7829"},
    {"merge_request_update_push_own", "evaluate 17!4@352f7829"},
    {"merge_request_update_ready", "metadata 17!4@352f7829"},
    {"merge_request_update_ready_and_push", "evaluate 17!4@352f7829"},
    {"merge_request_update_ready_old", "metadata 17!4@352f7829"},
    {"merge_request_update_reviewer", "record"},
    {"merge_request_update_target_branch", "evaluate 17!4@352f7829"},
    {"merge_request_update_target_branch_old", "evaluate 17!4@352f7829"},
    {"merge_request_update_title", "metadata 17!4@352f7829"},
    {"merge_request_update_title_own", "record"},
    {"note_commit", "ignore"},
    {"note_create", "command 17!4@- note 80011"},
    {"note_create_multiline", "command 17!4@- note 80011"},
    {"note_create_no_action", "command 17!4@- note 80011"},
    {"note_create_on_line", "command 17!4@- note 80011"},
    {"note_issue", "ignore"},
    {"note_issue_confidential", "ignore"},
    {"note_own", "ignore"},
    {"note_system", "ignore"},
    {"note_update", "ignore"},
    {"pipeline_future_status", "ignore"},
    {"pipeline_merge_request", "record 17!4@-"},
    {"pipeline_merge_request_in_fork", "record 17!6@-"},
    {"pipeline_pending", "record 17@352f7829"},
    {"pipeline_preparing", "record"},
    {"pipeline_success", "record 17@352f7829"},
    {"pipeline_tag", "record"},
    {"push_branch", "index 17!0@- quietly"},
    {"push_branch_create", "index 17!0@- quietly"},
    {"push_branch_delete", "index 17!0@- quietly"},
    {"push_branch_delete_sha256", "index 17!0@- quietly"},
    {"push_default_branch", "evaluate 17!0@352f7829"},
    {"push_default_branch_delete", "index 17!0@- quietly"},
    {"push_default_branch_sha256", "evaluate 17!0@-"},
    {"push_default_branch_unknown", "evaluate 17!0@352f7829"},
    {"push_default_branch_with_slash", "evaluate 17!0@352f7829"},
    {"system_group_rename", "index"},
    {"system_merge_request_no_action", "evaluate 17!4@352f7829"},
    {"system_merge_request_no_action_merged", "close 17!4@352f7829"},
    {"system_merge_request_open", "evaluate 17!4@352f7829"},
    {"system_project_create", "index 17!0@-"},
    {"system_project_destroy", "index 17!0@-"},
    {"system_project_rename", "index 17!0@-"},
    {"system_project_transfer", "index 17!0@-"},
    {"system_project_update", "index 17!0@-"},
    {"system_push", "evaluate 17!0@352f7829"},
    {"system_push_event_name_only", "index 17!0@- quietly"},
    {"system_repository_update", "index 17!0@- quietly"},
    {"system_repository_update_default_branch", "index 17!0@352f7829"},
    {"system_user_create", "ignore"},
    {"system_user_rename", "index"},
    {"tag_push_create", "index 17!0@- quietly"},
    {"tag_push_delete", "index 17!0@- quietly"},
};

TEST(GitlabPayloadTest, EveryRecordedDeliveryMeansWhatTheTableSays) {
  for (const auto& [name, decision] : kDecisions) {
    EXPECT_EQ(decision, Read(Payload(name))) << name;
  }
}

TEST(GitlabPayloadTest, NoRecordedDeliveryIsLeftOut) {
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(kPayloads)) {
    files.insert(entry.path().stem().string());
  }
  std::set<std::string> known;
  for (const auto& [name, decision] : kDecisions) known.insert(name);
  EXPECT_EQ(known, files);
}

TEST(GitlabPayloadTest, EveryDecisionHasAReason) {
  for (const auto& [name, decision] : kDecisions) {
    const Result<Event> event = ReadDelivery(Payload(name), {}, kSelf);
    ASSERT_TRUE(event.ok()) << name;
    EXPECT_FALSE(event.value().reason.view().empty()) << name;
    EXPECT_FALSE(event.value().kind.empty()) << name;
  }
}

TEST(GitlabPayloadTest, AMergeRequestIsToldWithItsTarget) {
  const Result<Event> event = ReadDelivery(Payload("merge_request_update_push_fork"), {}, kSelf);
  ASSERT_TRUE(event.ok());
  EXPECT_EQ("merge_request", event.value().kind);
  EXPECT_EQ("update", event.value().action);
  EXPECT_EQ(ProjectId{17}, event.value().project);
  EXPECT_EQ(MergeRequestIid{6}, event.value().iid);
  EXPECT_EQ(kSecond, event.value().head->Hex());
  EXPECT_EQ("main", event.value().target_branch.bytes());
  EXPECT_EQ(UserId{9}, event.value().actor);
}

TEST(GitlabPayloadTest, ACommentIsToldWithItsNumber) {
  const Result<Event> event = ReadDelivery(Payload("note_create"), {}, kSelf);
  ASSERT_TRUE(event.ok());
  EXPECT_EQ(NoteId{80011}, event.value().note);
  EXPECT_EQ(MergeRequestIid{4}, event.value().iid);
}

TEST(GitlabPayloadTest, OnlyACommentThatBeginsByNamingUsMayHoldACommand) {
  const std::string body = Payload("note_create");
  for (const std::string comment : {"> @headwater-bot check", "`@headwater-bot check`", "hello",
                                    "@somebody check", "see above\\n\\n@headwater-bot check", ""}) {
    EXPECT_EQ("ignore",
              Read(With(body, R"("note": "@headwater-bot check")", R"("note": ")" + comment + '"')))
        << comment;
  }
  EXPECT_EQ("ignore", Read(With(body, R"("note": "@headwater-bot check")", R"("note": null)")));
}

TEST(GitlabPayloadTest, WithoutKnowingOurNameAnybodysMayBeOurs) {
  const std::string body = With(Payload("note_create"), "@headwater-bot", "@somebody");
  EXPECT_EQ("ignore", Read(body));
  EXPECT_EQ("command 17!4@- note 80011", Show(ReadDelivery(body, {})));
}

TEST(GitlabPayloadTest, WithoutKnowingOurselvesOurTitleIsLikeAnyOther) {
  const std::string own = Payload("merge_request_update_title_own");
  EXPECT_EQ("metadata 17!4@352f7829", Show(ReadDelivery(own, {})));
}

TEST(GitlabPayloadTest, BotsWithoutIdAreNobody) {
  // An actor of id 0 must not be taken for an unknown self.
  EXPECT_EQ(
      "metadata 17!4@352f7829",
      Show(ReadDelivery(
          With(Payload("merge_request_update_title"), R"("id": 5)", R"("identity": 5)"), {})));
}

TEST(GitlabPayloadTest, WhatIsNullCountsAsMissing) {
  const std::string body = Payload("merge_request_update_push");
  EXPECT_EQ("metadata 17!4@352f7829", Read(With(body, '"' + std::string(kFirst) + '"', "null")));
  EXPECT_EQ("error: object_attributes.iid: missing, expected a number",
            Read(With(body, R"("iid": 4)", R"("iid": null)")));
}

// GitLab names no attribute when squashing is switched.
TEST(GitlabPayloadTest, AnUpdateThatDoesNotSayOfWhatIsLookedAt) {
  const std::string body = Payload("merge_request_update_nothing");
  const std::string silent = R"("changes": {"updated_at": {"previous": "a", "current": "b"}})";
  EXPECT_EQ("metadata 17!4@352f7829", Read(With(body, R"("changes": {})", silent)));
  const std::string told = R"("changes": {"updated_at": {"previous": "a", "current": "b"},
                              "milestone_id": {"previous": 1, "current": 2}})";
  EXPECT_EQ("record", Read(With(body, R"("changes": {})", told)));
}

TEST(GitlabPayloadTest, ALyingProjectIsRefused) {
  EXPECT_EQ("error: project.id: differs from object_attributes.target_project_id",
            Read(With(Payload("merge_request_open"), R"("target_project_id": 17)",
                      R"("target_project_id": 18)")));
}

TEST(GitlabPayloadTest, ACustomTemplateIsGuessed) {
  EXPECT_EQ("error: object_kind: missing, and so is event_name; custom template configured?",
            Read(R"({"text":"merged!"})"));
  EXPECT_EQ(
      "error: object_kind: missing, and so is event_name; custom template configured? "
      "(X-Gitlab-Event: Push\\u{202E}Hook)",
      Show(ReadDelivery("{}", {{"x-gitlab-event", "Push\u202eHook"}})));
}

struct Refused {
  const char* body;
  const char* why;
};

TEST(GitlabPayloadTest, WhatIsNoDeliveryIsRefused) {
  constexpr Refused kRefused[] = {
      {"", "error: body: 1:1: the file is empty; JSON needs one value"},
      {"[]", "error: body: expected an object"},
      {"null", "error: body: expected an object"},
      {R"({"object_kind":7})", "error: object_kind: expected a string"},
      {R"({"event_name":["push"]})", "error: event_name: expected a string"},
      {R"({"object_kind":"merge_request"})", "error: project.id: missing, expected a number"},
      {R"({"object_kind":"merge_request","project":[]})", "error: project: expected an object"},
      {R"({"object_kind":"merge_request","project":{"id":1},"object_attributes":7})",
       "error: object_attributes: expected an object"},
      {R"({"object_kind":"merge_request","project":{"id":1},"object_attributes":{"iid":"4"}})",
       "error: object_attributes.iid: expected a number"},
      {R"({"object_kind":"merge_request","project":{"id":1},"object_attributes":{"iid":-4}})",
       "error: object_attributes.iid: expected a number above zero"},
      {R"({"object_kind":"merge_request","project":{"id":1},"object_attributes":{"iid":4.5}})",
       "error: object_attributes.iid: expected a number"},
      {R"({"object_kind":"merge_request","project":{"id":1},
           "object_attributes":{"iid":99999999999999999999}})",
       "error: object_attributes.iid: expected a number"},
      {R"({"object_kind":"merge_request","project":{"id":1},
           "object_attributes":{"iid":4,"last_commit":{"id":"main"}}})",
       "error: object_attributes.last_commit.id: expected an object id"},
      {R"({"object_kind":"merge_request","project":{"id":1},
           "object_attributes":{"iid":4,"action":"update"},"changes":[]})",
       "error: changes: expected an object"},
      {R"({"object_kind":"push","project_id":1,"after":"00"})",
       "error: after: expected an object id"},
      {R"({"object_kind":"push","project_id":1})", "error: after: missing, expected a string"},
      {R"({"event_name":"project_create"})", "error: project_id: missing, expected a number"},
      {R"({"object_kind":"push","object_kind":"note"})", "error: body: 1:23: "},
      {"{\"object_kind\":\"\xff\"}", "error: body: 1:17: "},
      {R"({"object_kind":"push"} {})", "error: body: 1:24: "},
  };
  for (const Refused& refused : kRefused) {
    const std::string said = Read(refused.body);
    EXPECT_TRUE(said.starts_with(refused.why)) << refused.body << "\n" << said;
  }
}

TEST(GitlabPayloadTest, DeepNestingIsRefused) {
  const std::string deep(100'000, '[');
  EXPECT_TRUE(Read(deep).starts_with("error: body: "));
  EXPECT_TRUE(Read(R"({"object_kind":"push","x":)" + deep).starts_with("error: body: "));
}

TEST(GitlabPayloadTest, TwentySixMebibytesOfNonsenseAreRefused) {
  const size_t size = kDeliveryLimits.bytes;
  for (const std::string& body :
       {std::string(size, 'x'), std::string(size, '{'), std::string(size, '"'),
        std::string(size + 1, ' '), '{' + std::string(size - 1, ' ')}) {
    EXPECT_TRUE(Read(body).starts_with("error: body: ")) << body.substr(0, 4);
  }
  std::string numbers = R"({"object_kind":"push","x":[1)";
  while (numbers.size() < size - 4) numbers += ",1";
  EXPECT_TRUE(Read(numbers + "]}").starts_with("error: body: "));
}

TEST(GitlabPayloadTest, APushOfVeryManyFilesIsStillHeard) {
  std::string files = R"("modified": ["a0")";
  for (size_t i = 1; i <= kDeliveryLimits.nodes; ++i) files += ",\"a" + std::to_string(i) + '"';
  const std::string body = With(Payload("push_default_branch"), R"("modified": [)", files + ", ");
  ASSERT_GT(body.size(), 600'000U);
  EXPECT_EQ("evaluate 17!0@352f7829", Read(body));
}

/// Every value that stands in the body behind the name, one after the other, becomes `value`.
std::vector<std::string> Mutants(const std::string& body, const std::string& name,
                                 const std::string& value) {
  std::vector<std::string> mutants;
  const std::string key = '"' + name + "\": ";
  for (size_t at = body.find(key); at != std::string::npos; at = body.find(key, at + 1)) {
    const size_t begin = at + key.size();
    // Fixtures are printed with one scalar to a line; lists and objects are left alone.
    const size_t end = body.find_first_of(",\n", begin);
    if (body[begin] == '{' || body[begin] == '[') continue;
    mutants.push_back(body.substr(0, begin) + value + body.substr(end));
  }
  return mutants;
}

TEST(GitlabPayloadTest, AWrongTypeAnywhereIsRefusedByNameOrDoesNotMatter) {
  size_t refused = 0;
  for (const auto& [file, decision] : kDecisions) {
    const std::string body = Payload(file);
    for (const char* name :
         {"object_kind", "event_name", "id", "iid", "project_id", "target_project_id", "action",
          "oldrev", "target_branch", "state", "system", "noteable_type", "after", "ref", "user_id",
          "default_branch", "status", "sha", "tag"}) {
      for (const char* value : {"{}", "[]", "[[\"x\"]]", "1.5", "-1", "true", "\"\u202e\""}) {
        for (const std::string& mutant : Mutants(body, name, value)) {
          const Result<Event> event = ReadDelivery(mutant, {}, kSelf);
          if (event.ok()) continue;
          ++refused;
          EXPECT_EQ(Errc::kInvalid, event.error().code);
          EXPECT_NE(std::string::npos, event.error().message.find(name))
              << file << ' ' << name << ' ' << value << ": " << event.error().message;
        }
      }
    }
  }
  EXPECT_GT(refused, 1000U);
}

}  // namespace
}  // namespace headwater::hooks
