// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "headwater/report.h"

/// \file
/// Reports for tests: one with every kind of thing in it and hostile names, one small one whose
/// foreign text a test chooses.

namespace headwater::report::sample {

inline constexpr std::array kMessages = {
    MessageText{"missing", {"no licence header in {file}", "kein Lizenzkopf in {file}"}},
    MessageText{"too-large", {"larger than {limit} KiB", "größer als {limit} KiB"}},
    MessageText{"no-sources", {"no source files changed", "keine Quelldateien geändert"}},
    MessageText{"braces", {"{unknown} and {file} [x](y)", "{unknown} und {file} [x](y)"}}};

inline constexpr std::array kSources = {
    Source{"A standard, section 3", "https://standards.example/3"}};

inline constexpr std::array<Literal, 2> kChoices = {"new", "a|b"};
inline constexpr std::array kOptions = {OptionInfo{.name = "scope",
                                                   .type = OptionType::kChoice,
                                                   .stricter = Stricter::kHigher,
                                                   .doc = "Which files are judged.",
                                                   .default_value = "new",
                                                   .choices = kChoices},
                                        OptionInfo{.name = "lines",
                                                   .type = OptionType::kInteger,
                                                   .stricter = Stricter::kLower,
                                                   .doc = "Shorter files are left alone.",
                                                   .default_value = "10",
                                                   .minimum = 0,
                                                   .maximum = 100},
                                        OptionInfo{.name = "ignore",
                                                   .type = OptionType::kGlobs,
                                                   .stricter = Stricter::kSubset,
                                                   .doc = "Paths that need no header.",
                                                   .default_value = "[a/**]"}};

inline constexpr RuleInfo Info(Literal id, Subject subject, Severity severity) {
  RuleInfo info;
  info.id = id;
  info.subject = subject;
  info.severity = severity;
  info.since = "0.1";
  info.title = {"Every source file names its licence", "Jede Quelldatei nennt ihre Lizenz"};
  info.why = {"A copied file keeps its licence.", "Eine kopierte Datei behält ihre Lizenz."};
  info.fix = {"Add the header.", "Den Kopf ergänzen."};
  info.sources = kSources;
  info.options = kOptions;
  info.messages = kMessages;
  return info;
}

inline constexpr RuleInfo kHeader =
    Info("license/header-missing", Subject::kChange, Severity::kWarning);
inline constexpr RuleInfo kText = Info("license/text-missing", Subject::kChange, Severity::kError);
inline constexpr RuleInfo kPresent = Info("sbom/present", Subject::kProject, Severity::kInfo);
inline constexpr RuleInfo kValid = Info("sbom/valid", Subject::kChange, Severity::kError);
inline constexpr RuleInfo kFresh = Info("sbom/fresh", Subject::kChange, Severity::kWarning);

/// Terminal escape, line breaks, bidi override, bytes that are no UTF-8, and the syntax of every
/// format: an attack on each of them in one name.
inline const std::string kHostile =
    "\x1B[31ma\nb\r\t\u202E\u2066\u200B\xFF\xC0\xAF\"'<b>&amp;]]></testcase>{0}{file}"
    "](https://evil.example)|`";

inline Message About(const char* key, std::string file) {
  return {.key = key, .args = {{"file", Untrusted(std::move(file))}}};
}

inline Finding At(std::string path, LineRange lines, Message message) {
  Finding finding;
  finding.message = std::move(message);
  finding.path = Untrusted(std::move(path));
  finding.lines = lines;
  finding.fingerprint = "0123456789abcdef0123456789abcdef";
  return finding;
}

inline RuleResult Result(const RuleInfo& info, Mode mode, Verdict verdict) {
  RuleResult result;
  result.info = &info;
  result.mode.value = mode;
  result.effective_mode = mode;
  result.answer.verdict = verdict;
  result.duration = std::chrono::microseconds(1'020'304);
  return result;
}

/// A gate with a plain finding, a hostile one, an advisory one, more than were kept, and a file
/// that could not be read.
inline RuleResult Gate() {
  RuleResult result = Result(kHeader, Mode::kRatchet, Verdict::kFail);
  result.effective_mode = Mode::kGate;
  result.may_waive = {"maintainer", "group opencode/lizenzteam"};
  result.clean_since = std::chrono::year(2026) / 10 / 2;
  std::vector<Finding>& findings = result.answer.findings;

  findings.push_back(At("src/größe.c", {1, 1}, About("missing", "größe.c")));
  findings.back().fix = Fix{.kind = Fix::Kind::kReplace,
                            .path = Untrusted("src/größe.c"),
                            .lines = {1, 0},
                            .text = Untrusted("// first\n// second\n")};
  findings.push_back(At(kHostile, {}, About("missing", kHostile)));
  findings.back().fix = Fix{.kind = Fix::Kind::kReplace,
                            .path = Untrusted(kHostile),
                            .lines = {1, 0},
                            .text = Untrusted(kHostile)};
  findings.push_back(At("src/old.c", {3, 5}, About("braces", "old.c")));
  findings.back().advisory = true;
  findings.back().fix = Fix{.kind = Fix::Kind::kReplace,
                            .path = Untrusted("src/old.c"),
                            .lines = {3, 5},
                            .text = Untrusted("// header\r\n")};

  result.answer.more_findings = 214;
  result.answer.unchecked.push_back(
      {.path = Untrusted("::error file=big.c"),
       .why = {.key = "too-large", .args = {{"limit", Untrusted("64")}}}});
  return result;
}

inline std::vector<RuleResult> Rules() {
  std::vector<RuleResult> rules;
  rules.push_back(Gate());

  rules.push_back(Result(kText, Mode::kGate, Verdict::kUnknown));
  rules.back().answer.reason = Message{.key = "budget-time", .args = {{"limit", Untrusted("60")}}};

  rules.push_back(Result(kFresh, Mode::kObserve, Verdict::kFail));
  rules.back().answer.findings.push_back(At("sbom.json", {2, 2}, About("missing", "sbom.json")));

  rules.push_back(Result(kPresent, Mode::kHint, Verdict::kFail));
  rules.back().answer.findings.push_back(At("", {}, About("missing", "the project")));
  rules.back().answer.findings.back().fix =
      Fix{.kind = Fix::Kind::kCommand, .path = {}, .lines = {}, .text = Untrusted("make sbom")};

  rules.push_back(Result(kValid, Mode::kGate, Verdict::kNotApplicable));
  rules.back().answer.reason = Message{.key = "no-sources", .args = {}};
  return rules;
}

/// Everything a report can hold.
inline Report Rich() {
  Report report;
  report.repository = Untrusted("group/project");
  report.bases = {*CommitId::FromHex("1111111111111111111111111111111111111111"),
                  *CommitId::FromHex("2222222222222222222222222222222222222222")};
  report.head = *CommitId::FromHex("3333333333333333333333333333333333333333");
  report.policy = Untrusted("preset:opencode");
  report.outcome = Outcome::kFail;
  report.rules = Rules();
  report.notices = {
      {.kind = NoticeKind::kSubmodule, .path = Untrusted("vendor/lib"), .detail = {}},
      {.kind = NoticeKind::kOddMode, .path = Untrusted("run.sh"), .detail = Untrusted("100664")},
      {.kind = NoticeKind::kConfusableNames,
       .path = Untrusted("Makefile"),
       .detail = Untrusted(kHostile)},
      {.kind = NoticeKind::kGeneratedClaim, .path = Untrusted("gen.c"), .detail = {}}};
  report.stats = {.files = 12,
                  .commits = 1,
                  .blobs_read = 34,
                  .bytes_read = 5678,
                  .duration = std::chrono::microseconds(90'123)};
  return report;
}

/// A waiver as the register has it.
inline Waiver WaiverOf(uint64_t number, std::string role) {
  Waiver waiver;
  waiver.number = number;
  waiver.scope.rule = "license/header-missing";
  waiver.scope.path = "src/**";
  waiver.reason = WaiverReason::kWaitingForUpstream;
  waiver.text = Untrusted("They <b>said</b> so.");
  waiver.giver = {31};
  waiver.role = std::move(role);
  waiver.given_at = WallTime(std::chrono::sys_days(std::chrono::year(2027) / 1 / 12));
  waiver.until = std::chrono::year(2027) / 6 / 30;
  return waiver;
}

/// A gate that is let pass as a whole, and one of which something stays.
inline Report Waived() {
  Report report = Rich();
  report.notices.clear();
  report.outcome = Outcome::kFail;
  report.waivers = {WaiverOf(12, "group opencode/lizenzteam"), WaiverOf(13, "maintainer")};
  report.waivers[1].on_own = true;
  report.rules.clear();
  report.rules.push_back(Result(kHeader, Mode::kGate, Verdict::kFail));
  for (const char* path : {"src/a.c", "src/b.c"}) {
    report.rules.back().answer.findings.push_back(At(path, {1, 1}, About("missing", path)));
    report.rules.back().answer.findings.back().waiver = 0;
  }
  report.rules.back().waived = true;
  report.rules.push_back(Result(kValid, Mode::kGate, Verdict::kFail));
  for (const char* path : {"c.json", "d.json"}) {
    report.rules.back().answer.findings.push_back(At(path, {}, About("missing", path)));
  }
  report.rules.back().answer.findings[0].waiver = 1;
  return report;
}

/// All that was found is let pass.
inline Report AllWaived() {
  Report report = Waived();
  report.rules.pop_back();
  report.waivers.pop_back();
  report.outcome = Outcome::kPass;
  return report;
}

/// A report in which every foreign text is `text`.
inline Report Foreign(const std::string& text) {
  const Untrusted untrusted(text);
  Report report = Rich();
  report.repository = untrusted;
  report.policy = untrusted;
  for (RuleResult& result : report.rules) {
    for (Finding& finding : result.answer.findings) {
      finding.path = untrusted;
      finding.evidence = untrusted;
      for (auto& argument : finding.message.args) argument.second = untrusted;
      if (finding.fix.has_value()) finding.fix->path = finding.fix->text = untrusted;
    }
    for (Unchecked& file : result.answer.unchecked) {
      file.path = untrusted;
      for (auto& argument : file.why.args) argument.second = untrusted;
    }
    if (result.answer.reason.has_value()) {
      for (auto& argument : result.answer.reason->args) argument.second = untrusted;
    }
  }
  for (Notice& notice : report.notices) notice.path = notice.detail = untrusted;
  return report;
}

/// The change could not be read, for a reason that may be anything.
inline Report Unreadable(const std::string& problem) {
  Report report = Rich();
  report.outcome = Outcome::kUnknown;
  report.problem = Untrusted(problem);
  report.rules = {Result(kHeader, Mode::kGate, Verdict::kUnknown)};
  report.rules.back().answer.reason =
      Message{.key = "change-unreadable", .args = {{"detail", Untrusted(problem)}}};
  report.notices.clear();
  return report;
}

}  // namespace headwater::report::sample
