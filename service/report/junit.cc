// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/junit.h"

#include <algorithm>

#include "headwater/sink.h"
#include "service/report/level.h"
#include "service/report/render.h"
#include "service/report/waived.h"
#include "service/report/words.h"

namespace headwater::report {
namespace {

using Xml = Out<Sink::kXml>;

constexpr Text kRequired = {"required: ", "erforderlich: "};

enum class CaseState { kPassed, kFailed, kError, kSkipped };

CaseState StateOf(const RuleResult& result) {
  if (result.waived && LevelOf(result.effective_mode) == Level::kRequired)
    return CaseState::kSkipped;
  switch (result.answer.verdict) {
    case Verdict::kNotApplicable:
      return CaseState::kSkipped;
    case Verdict::kPass:
      return CaseState::kPassed;
    case Verdict::kFail:
      return TallyOf(result).required > 0 ? CaseState::kFailed : CaseState::kPassed;
    case Verdict::kUnknown:
      break;
  }
  const bool gates = LevelOf(result.effective_mode) == Level::kRequired;
  return gates ? CaseState::kError : CaseState::kPassed;
}

/// Seconds with six decimals, as an xs:decimal.
Xml Seconds(std::chrono::microseconds duration) {
  constexpr int64_t kMicrosPerSecond = 1'000'000;
  Xml out;
  out << duration.count() / kMicrosPerSecond << ".";
  const int64_t rest = duration.count() % kMicrosPerSecond;
  for (int64_t digit = kMicrosPerSecond / 10; digit > 1 && rest < digit; digit /= 10) out << "0";
  return out << rest;
}

/// `license` of `license/header-missing`.
Literal FamilyOf(const RuleInfo& info) {
  return info.id.Part(0, std::min(info.id.view().find('/'), info.id.view().size()));
}

void AddUncheckedLines(const RuleResult& result, Language language, Xml& out) {
  for (const Unchecked& file : result.answer.unchecked) {
    out << RenderPlace<Sink::kXml>(file.path, {}, result.subject()) << ": "
        << kNotCheckedWord.In(language)
        << RenderMessage<Sink::kXml>(*result.info, file.why, language) << "\n";
  }
}

void AddFailure(const RuleResult& result, Language language, Xml& out) {
  const RuleInfo& info = *result.info;
  out << "      <failure type=\"fail\" message=\"" << kRequired.In(language)
      << TallyOf(result).required << "\">\n";
  for (const Finding& finding : result.answer.findings) {
    if (finding.waiver || LevelOf(result, finding) != Level::kRequired) continue;
    out << RenderPlace<Sink::kXml>(finding.path, finding.lines, result.subject()) << ": "
        << RenderMessage<Sink::kXml>(info, finding.message, language) << "\n";
  }
  if (const uint64_t more = result.answer.more_findings; more > 0) {
    out << kMoreWord.In(language) << more << "\n";
  }
  AddUncheckedLines(result, language, out);
  out << "</failure>\n";
}

void AddError(const RuleResult& result, Language language, Xml& out) {
  out << "      <error type=\"unknown\" message=\"" << kNotCheckedWord.In(language)
      << RenderReason<Sink::kXml>(result, language) << "\">\n";
  AddUncheckedLines(result, language, out);
  out << "</error>\n";
}

/// The format knows no other word for "failed, and let pass".
void AddWaived(const Report& report, const RuleResult& result, Language language, Xml& out) {
  out << "      <skipped message=\"";
  Literal separator = "";
  for (const WaivedPart& part : WaivedParts(report, result)) {
    out << separator << RenderWaived<Sink::kXml>(*part.waiver, language) << ". "
        << RenderGrant<Sink::kXml>(*part.waiver, language);
    separator = " ";
  }
  out << "\"/>\n";
}

void AddSkipped(const RuleResult& result, Language language, Xml& out) {
  out << "      <skipped message=\"" << RenderReason<Sink::kXml>(result, language) << "\"/>\n";
}

void AddCase(const Report& report, const RuleResult& result, Language language, Xml& out) {
  const RuleInfo& info = *result.info;
  out << "    <testcase classname=\"" << FamilyOf(info) << "\" name=\"" << info.id << "\" time=\""
      << Seconds(result.duration) << "\">\n";
  switch (StateOf(result)) {
    case CaseState::kPassed:
      break;
    case CaseState::kFailed:
      AddFailure(result, language, out);
      break;
    case CaseState::kError:
      AddError(result, language, out);
      break;
    case CaseState::kSkipped:
      if (result.waived) {
        AddWaived(report, result, language, out);
      } else {
        AddSkipped(result, language, out);
      }
      break;
  }
  out << "    </testcase>\n";
}

/// The change itself as a case, only when it could not be read.
void AddProblem(const Untrusted& problem, Xml& out) {
  out << "    <testcase classname=\"headwater\" name=\"change\" time=\"0\">\n"
      << "      <error type=\"unknown\" message=\"" << problem << "\"/>\n"
      << "    </testcase>\n";
}

Xml Counts(const Report& report) {
  uint64_t failed = 0;
  uint64_t errors = report.problem.has_value() ? 1 : 0;
  uint64_t skipped = 0;
  const uint64_t all = report.rules.size() + errors;
  for (const RuleResult& result : report.rules) {
    const CaseState state = StateOf(result);
    failed += state == CaseState::kFailed ? 1 : 0;
    errors += state == CaseState::kError ? 1 : 0;
    skipped += state == CaseState::kSkipped ? 1 : 0;
  }
  return Xml() << " tests=\"" << all << "\" failures=\"" << failed << "\" errors=\"" << errors
               << "\" skipped=\"" << skipped << "\" time=\"" << Seconds(report.stats.duration)
               << "\">\n";
}

}  // namespace

std::string RenderJunit(const Report& report, Language language) {
  const Xml counts = Counts(report);
  Xml out;
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"headwater\"" << counts
      << "  <testsuite name=\"headwater\"" << counts;
  if (report.problem.has_value()) AddProblem(*report.problem, out);
  for (const RuleResult& result : report.rules) AddCase(report, result, language, out);
  out << "  </testsuite>\n</testsuites>\n";
  return out.text();
}

}  // namespace headwater::report
