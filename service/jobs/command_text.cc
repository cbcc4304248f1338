// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/command_text.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "headwater/mention.h"
#include "headwater/nearest_word.h"
#include "service/jobs/command_draft.h"

namespace headwater::jobs {
namespace {

constexpr std::string_view kHiddenMark = "<!--";
constexpr std::string_view kDigits = "0123456789";
/// The longest path of a project that GitLab takes.
/// Our choice: GitLab takes 255 characters for each of 21 parts, of which nobody uses half.
/// https://docs.gitlab.com/ee/user/reserved_names.html
constexpr size_t kMaxProjectPath = 1024;

/// Reads one line that begins behind our name.
class CommandReader {
 public:
  CommandReader(std::string_view line, const CommandWorld& world)
      : draft_{.line = WordLine(line), .world = world} {
    draft_.command.language = world.language;
  }

  ReadCommand Read() {
    const std::string_view word = draft_.line.Take(":");
    if (word.empty()) return draft_.command;
    if (const CommandForm* form = FormOf(FoldWord(word))) {
      draft_.command.kind = form->kind;
      ReadArguments();
    } else {
      draft_.Mistake(CommandFault::kUnknownCommand, word, NearestCommand(word));
    }
    if (draft_.mistake) return *draft_.mistake;
    return draft_.command;
  }

 private:
  const CommandForm* FormOf(const std::string& folded) {
    for (const CommandForm& form : CommandForms()) {
      const bool english = folded == form.name.en.view();
      if (!english && folded != FoldWord(form.name.de.view())) continue;
      draft_.command.language = english ? Language::kEnglish : Language::kGerman;
      return &form;
    }
    return nullptr;
  }

  static std::string_view NearestCommand(std::string_view word) {
    std::vector<std::string_view> names;
    for (const CommandForm& form : CommandForms()) {
      names.push_back(form.name.en.view());
      names.push_back(form.name.de.view());
    }
    return NearestWord(FoldWord(word), names);
  }

  void ReadArguments() {
    switch (draft_.command.kind) {
      case CommandKind::kWaive:
        ReadRule();
        return ReadWaiverClauses(draft_);
      case CommandKind::kRevoke:
        return ReadNumber();
      case CommandKind::kRequestWaiver:
      case CommandKind::kWrong:
        ReadRule();
        return draft_.ReadText();
      case CommandKind::kExplain:
        return ReadRule();
      case CommandKind::kNotAFork:
        return ReadProject();
      case CommandKind::kIndependent:
        return draft_.ReadText();
      case CommandKind::kLanguage:
        return ReadLanguage();
      case CommandKind::kQuiet:
        draft_.command.on = !IsOneOf(FoldWord(draft_.line.Take()), {"off", "aus"});
        return;
      case CommandKind::kConfirmWaivers:
      case CommandKind::kRecheck:
      case CommandKind::kHelp:
        return;
    }
  }

  void ReadRule() {
    const std::string_view word = draft_.line.Take(":");
    const std::string folded = FoldWord(word);
    if (word.empty()) {
      draft_.Mistake(CommandFault::kNoRule);
    } else if (draft_.command.kind == CommandKind::kWaive &&
               IsOneOf(folded, {"*", "all", "alle"})) {
      draft_.command.rule = kEveryRule;
    } else if (std::ranges::find(draft_.world.rules, std::string_view(folded)) !=
               draft_.world.rules.end()) {
      draft_.command.rule = folded;
    } else {
      draft_.Mistake(CommandFault::kUnknownRule, word, NearestWord(folded, draft_.world.rules));
    }
  }

  void ReadNumber() {
    constexpr size_t kMaxDigits = 15;
    std::string_view word = draft_.line.Take();
    if (word.starts_with('#')) word.remove_prefix(1);
    const bool is_number = !word.empty() && word.size() <= kMaxDigits &&
                           word.find_first_not_of(kDigits) == std::string_view::npos;
    if (!is_number) {
      draft_.Mistake(CommandFault::kBadNumber, word);
      return;
    }
    (void)std::from_chars(word.data(), word.data() + word.size(), draft_.command.number);
  }

  void ReadProject() {
    const std::string_view word = draft_.line.Take();
    const bool is_path = word.find('/') != std::string_view::npos && !word.starts_with('/') &&
                         !word.ends_with('/') && word.size() <= kMaxProjectPath;
    if (!is_path) draft_.Mistake(CommandFault::kBadProject, word);
    draft_.command.project = Untrusted(std::string(word));
    draft_.line.TakeColon();
    draft_.command.text = Untrusted(std::string(draft_.line.Rest().substr(0, kMaxWaiverText)));
  }

  void ReadLanguage() {
    const std::string_view word = draft_.line.Take();
    const std::string folded = FoldWord(word);
    if (IsOneOf(folded, {"de", "deutsch", "german"})) {
      draft_.command.language = Language::kGerman;
    } else if (IsOneOf(folded, {"en", "english", "englisch"})) {
      draft_.command.language = Language::kEnglish;
    } else {
      draft_.Mistake(CommandFault::kUnknownLanguage, word);
    }
  }

  CommandDraft draft_;
};

}  // namespace

ReadCommand ParseCommand(std::string_view comment, const CommandWorld& world) {
  const std::optional<std::string_view> rest = AfterMention(comment, world.bot);
  if (!rest) return std::monostate();
  const std::string_view line = rest->substr(0, rest->find_first_of("\r\n"));
  if (line.size() > kMaxCommandBytes) {
    return CommandMistake{CommandFault::kTooLong, {}, "", world.language};
  }
  if (line.find(kHiddenMark) != std::string_view::npos) {
    return CommandMistake{CommandFault::kHidden, {}, "", world.language};
  }
  return CommandReader(line, world).Read();
}

}  // namespace headwater::jobs
