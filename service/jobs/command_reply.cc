// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/command_reply.h"

#include <algorithm>

#include "headwater/clock.h"
#include "service/jobs/command_reply_texts.h"
#include "service/report/command_lines.h"

namespace headwater::jobs {
namespace {

constexpr std::string_view kGroupPrefix = "group ";

/// Enough to tell the commits of one merge request apart.
constexpr size_t kShownCommitDigits = 12;

/// "2027-06-30"
std::string IsoDay(std::chrono::sys_days day) {
  constexpr size_t kDayLength = 10;
  return FormatTime(WallTime(day)).substr(0, kDayLength);
}

/// A word that people may have to put between quotes.
std::string Quoted(const std::string& word) {
  return word.find_first_of(" \t") == std::string::npos ? word : '"' + word + '"';
}

/// The forms of commands and the words of reasons are ours: as code, literally.
Markdown Code(Literal text) {
  Markdown out;
  out << "`" << text << "`";
  return out;
}

/// What a waiver holds for beside its rule, as a command says it.
std::string ScopeWords(const Command& command, bool german) {
  std::string words;
  if (!command.path.empty()) words += (german ? " pfad " : " path ") + Quoted(command.path);
  if (!command.fingerprint.empty()) {
    words += (german ? " befund " : " finding ") + command.fingerprint;
  }
  if (command.whole_project) words += german ? " projektweit" : " for the project";
  if (!command.this_commit) return words;
  if (command.commit.empty()) return words + (german ? " für diesen Commit" : " for this commit");
  return words + (german ? " für Commit " : " for commit ") +
         command.commit.substr(0, kShownCommitDigits);
}

}  // namespace

Markdown Replies::Say(Saying saying) const {
  const auto* const text = std::ranges::find(texts::kSayings, saying, &texts::SayingText::saying);
  Markdown out;
  out << Word(text->text);
  return out;
}

Markdown Replies::Mistake(const CommandMistake& mistake) const {
  const auto* const text =
      std::ranges::find(texts::kFaults, mistake.fault, &texts::FaultText::fault);
  const Literal words = Word(text->text);
  Markdown out;
  out << words;
  if (!mistake.written.empty()) out << ": " << mistake.written;
  if (!mistake.nearest.empty()) out << Word(texts::kMeant) << Untrusted(mistake.nearest);
  if (!words.view().ends_with('.')) out << ".";
  const std::string help = language_ == Language::kGerman ? " hilfe" : " help";
  out << Word(texts::kSeeHelp) << Untrusted("@" + bot_.bytes() + help);
  return out;
}

Markdown Replies::Help() const {
  Markdown out;
  out << Word(texts::kHelpHead) << "\n\n";
  for (const CommandForm& form : CommandForms()) {
    const std::string line = "@" + bot_.bytes() + " " + std::string(Word(form.form).view());
    out << "- " << Untrusted(line) << "\n  " << Word(form.does) << "\n";
  }
  out << "\n" << Word(texts::kReasons);
  Literal separator = "";
  for (const WaiverReason reason : kAllWaiverReasons) {
    out << separator << Code(NameOf(reason)) << " (" << TextOf(reason).In(language_) << ")";
    separator = ", ";
  }
  out << ".";
  return out;
}

Markdown Replies::Explain(const RuleInfo& rule) const {
  Markdown out;
  out << "**" << Word(rule.title) << "** (" << Code(rule.id) << ")\n\n- " << Word(texts::kWhy)
      << Word(rule.why) << "\n- " << Word(texts::kHow) << Word(rule.fix);
  return out;
}

Markdown Replies::ExplainOwn(const PolicyRule& rule) const {
  Markdown out = Explain(rule.entry.info);
  if (rule.words.see) out << "\n- " << Word(texts::kSee) << "<" << *rule.words.see << ">";
  return out;
}

Markdown Replies::Date(std::chrono::sys_days day) const {
  const std::chrono::year_month_day date(day);
  Markdown out;
  if (language_ == Language::kEnglish) {
    out << static_cast<int>(date.year());
    for (const unsigned part :
         {static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())}) {
      out << (part < 10 ? Literal("-0") : Literal("-")) << part;
    }
    return out;
  }
  for (const unsigned part :
       {static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month())}) {
    out << (part < 10 ? Literal("0") : Literal("")) << part << ".";
  }
  out << static_cast<int>(date.year());
  return out;
}

Markdown Replies::Scope(const WaiverScope& scope) const {
  Markdown out;
  if (scope.rule == kEveryRule) {
    out << Word(texts::kAllRules);
  } else {
    out << Untrusted(scope.rule);
  }
  if (!scope.path.empty()) out << Word(texts::kInPath) << Untrusted(scope.path);
  if (!scope.fingerprint.empty()) out << Word(texts::kOfFinding);
  out << Word(scope.iid ? texts::kHere : texts::kEverywhere);
  if (scope.head) {
    out << Word(texts::kAtCommit) << Untrusted(scope.head->Hex().substr(0, kShownCommitDigits))
        << Word(texts::kNextPush);
  }
  return out;
}

Markdown Replies::Waived(const Waiver& waiver, uint64_t number) const {
  const std::string revoke = language_ == Language::kGerman ? " widerrufen " : " revoke ";
  Markdown out;
  out << Word(texts::kWaiver) << number << Word(texts::kCovers) << Scope(waiver.scope)
      << Word(texts::kUntil) << Date(waiver.until) << Word(texts::kReason)
      << TextOf(waiver.reason).In(language_) << " (" << waiver.text << ")" << Word(texts::kUndoA)
      << Untrusted("@" + bot_.bytes() + revoke + std::to_string(number)) << ".";
  return out;
}

Markdown Replies::Revoked(uint64_t number) const {
  Markdown out;
  out << Word(texts::kWaiver) << number << Word(texts::kRevoked);
  return out;
}

Markdown Replies::Confirmed(const std::vector<uint64_t>& numbers) const {
  Markdown out;
  out << Word(texts::kConfirmed);
  Literal separator = "";
  for (const uint64_t number : numbers) {
    out << separator << number;
    separator = ", ";
  }
  out << ".";
  return out;
}

Markdown Replies::PleaseConfirm(const Command& command, Wide wide) const {
  const auto* const text = std::ranges::find(texts::kWides, wide, &texts::WideText::wide);
  Markdown out;
  out << Word(texts::kWideA) << Word(text->text) << Word(texts::kWideB) << LineOf(command, true);
  return out;
}

Markdown Replies::TooLong(std::chrono::days max, std::chrono::sys_days latest) const {
  Markdown out;
  out << Word(texts::kTooLongA) << max.count() << Word(texts::kTooLongB) << Date(latest) << ".";
  return out;
}

Markdown Replies::Entitled(const std::vector<std::string>& may_waive) const {
  Markdown out;
  Literal separator = "";
  for (const std::string& who : may_waive) {
    out << separator;
    separator = Word(texts::kOr);
    if (who.starts_with(kGroupPrefix)) {
      out << Word(texts::kGroup) << Untrusted(who.substr(kGroupPrefix.size()));
    } else {
      out << Word(who == "owner" ? texts::kOwners : texts::kMaintainers);
    }
  }
  if (may_waive.empty()) out << Word(texts::kNobody);
  return out;
}

Markdown Replies::NotEntitled(const std::vector<std::string>& may_waive) const {
  Markdown out;
  out << Word(texts::kEntitled) << Entitled(may_waive) << ".";
  return out;
}

Markdown Replies::Refused(const std::vector<std::string>& may_waive, const Untrusted& line) const {
  Markdown out;
  out << Word(texts::kEntitled) << Entitled(may_waive) << Word(texts::kNoted) << line;
  return out;
}

Markdown Replies::Requested(const std::vector<std::string>& may_waive,
                            const Untrusted& line) const {
  return Refused(may_waive, line);
}

Untrusted Replies::LineOf(const Command& command, bool confirmed) const {
  const bool german = language_ == Language::kGerman;
  std::string line = "@" + bot_.bytes() + (german ? " ausnahme " : " waive ") + command.rule;
  line += ScopeWords(command, german);
  line +=
      (german ? " bis " : " until ") + IsoDay(command.until) + (german ? " weil " : " because ");
  line += NameOf(command.reason).view();
  if (confirmed) line += german ? " bestätigt" : " confirmed";
  return Untrusted(line + ": " + command.text.bytes());
}

Untrusted Replies::GrantingLine(const std::string& rule) const {
  return report::GrantingLine(bot_, rule, language_);
}

}  // namespace headwater::jobs
