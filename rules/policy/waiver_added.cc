// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/data.h"
#include "headwater/date.h"
#include "headwater/rule.h"
#include "headwater/waiver.h"
#include "rules/policy/family.h"

namespace headwater::policy {
namespace {

constexpr std::string_view kPolicyFile = ".headwater.yml";

struct Entry {
  DeclaredWaiver waiver;
  uint32_t line = 0;
};

std::string TextOf(const DataNode& map, std::string_view key) {
  const DataNode* const node = map.Find(key);
  return node != nullptr && node->kind == DataNode::Kind::kString ? node->scalar : std::string();
}

/// What is no entry makes the whole policy invalid, which is said elsewhere.
std::optional<Entry> EntryFrom(const DataNode& node) {
  if (node.kind != DataNode::Kind::kMap) return std::nullopt;
  const auto until = ParseDate(TextOf(node, "until"));
  const auto reason = WaiverReasonOf(TextOf(node, "reason"));
  if (!until || !reason) return std::nullopt;
  Entry entry;
  entry.line = node.line;
  entry.waiver.rule = TextOf(node, "rule");
  entry.waiver.path = TextOf(node, "path");
  entry.waiver.reason = *reason;
  entry.waiver.until = *until;
  return entry;
}

/// The entries of one side; none where the file or the list is not there. No value: the file could
/// not be read.
Result<std::optional<std::vector<Entry>>> EntriesOf(GitView& view) {
  using Entries = std::optional<std::vector<Entry>>;
  Entries entries(std::in_place);
  const FileEntry* const file = FindFile(view.Files(), kPolicyFile);
  if (file == nullptr) return entries;
  const BlobAnswer blob = TRY(view.Read(*file));
  if (!IsFile(file->mode) || blob.state != BlobState::kPresent) return Entries();
  const Result<DataNode> root = ParseYaml(blob.bytes, kPolicyLimits);
  if (!root.ok()) return Entries();
  const DataNode* const list = root.value().Find("waivers");
  if (list == nullptr) return entries;
  for (const DataNode& item : list->items) {
    if (std::optional<Entry> entry = EntryFrom(item)) entries->push_back(std::move(*entry));
  }
  return entries;
}

/// Whether what was there let at least as much pass for at least as long.
bool IsThere(const DeclaredWaiver& wanted, const std::vector<Entry>& before) {
  return std::any_of(before.begin(), before.end(), [&wanted](const Entry& entry) {
    const DeclaredWaiver& there = entry.waiver;
    const bool same = there.rule == wanted.rule && there.reason == wanted.reason &&
                      (there.path == wanted.path || there.path.empty());
    return same && there.until >= wanted.until;
  });
}

Finding FindingFor(const Entry& entry) {
  const std::string content = ContentOf(entry.waiver);
  Finding finding;
  finding.message = {"added", {{"entry", Untrusted(content)}}};
  finding.path = Untrusted(std::string(kPolicyFile));
  finding.lines = {entry.line, entry.line};
  finding.evidence = Untrusted(content);
  return finding;
}

bool Touches(const Change& change) {
  return std::any_of(change.files.begin(), change.files.end(), [](const ChangedFile& file) {
    return file.path.bytes() == kPolicyFile && file.status != FileStatus::kDeleted;
  });
}

Result<RuleAnswer> Check(const RuleContext& context) {
  AnswerBuilder answer(context);
  if (!Touches(context.change) || context.change.scope == ChangeScope::kAll) {
    return std::move(answer).Finish({"untouched", {}});
  }
  const auto after = TRY(EntriesOf(context.view));
  GitView* const old = TRY(context.before());
  const auto before = TRY(EntriesOf(*old));
  if (!after) {
    answer.AddUnchecked({.path = Untrusted(std::string(kPolicyFile)), .why = {"unreadable", {}}});
    return std::move(answer).Finish({"untouched", {}});
  }
  answer.CountJudged();
  for (const Entry& entry : *after) {
    // Where nobody can read what was there, everything is new.
    const bool is_new = !before || !IsThere(entry.waiver, *before);
    if (is_new && entry.waiver.until >= context.as_of) answer.Add(FindingFor(entry));
  }
  return std::move(answer).Finish({"untouched", {}});
}

constexpr MessageText kMessages[] = {
    {"added",
     {.en = "A waiver is added: {entry}. It counts once somebody who may waive has confirmed it.",
      .de = "Neue Ausnahme: {entry}. Sie gilt, sobald jemand mit dem Recht dazu sie bestätigt "
            "hat."}},
    {"untouched",
     {.en = "The change adds no waiver to .headwater.yml.",
      .de = "Die Änderung ergänzt keine Ausnahme in .headwater.yml."}},
    {"unreadable",
     {.en = "its list of waivers cannot be read",
      .de = "die Liste der Ausnahmen ist nicht lesbar"}},
};

constexpr Source kSources[] = {
    {"GitLab, Roles and permissions: who may merge is not who may waive",
     "https://docs.gitlab.com/user/permissions/"},
};

}  // namespace

constinit const RuleEntry kWaiverAdded = {
    {.id = "policy/waiver-added",
     .subject = Subject::kChange,
     .severity = Severity::kError,
     .since = "0.1.0",
     .title = {.en = "A waiver in .headwater.yml awaits confirmation",
               .de = "Ausnahme in .headwater.yml wartet auf Bestätigung"},
     .why = {.en = "A waiver that somebody entitled has seen holds in every review.",
             .de = "Eine Ausnahme, die jemand mit dem Recht dazu gesehen hat, hält jeder "
                   "Nachprüfung stand."},
     .fix = {.en = "Ask somebody who may waive the rule to confirm it (comment "
                   "`confirm-waivers`), or take the entry out again.",
             .de = "Bestätigen lassen von jemandem mit dem Recht dazu (Kommentar "
                   "`confirm-waivers`), oder den Eintrag wieder entfernen."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::policy
