// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/page_rule.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "service/report/coming.h"
#include "service/report/level.h"
#include "service/report/note_texts.h"
#include "service/report/own_rule.h"
#include "service/report/points.h"
#include "service/report/render.h"
#include "service/report/times.h"
#include "service/report/waived.h"

namespace headwater::report {
namespace {

constexpr Text kWhy = {"Why: ", "Warum: "};
constexpr Text kMoreOfIt = {"More: ", "Mehr dazu: "};
constexpr Text kHow = {"How to fix: ", "So geht es: "};
constexpr Text kOfferedA = {"Apply the suggestions in the merge request (",
                            "Vorschläge im Merge Request übernehmen ("};
constexpr Text kOfferedB = {" of ", " von "};
constexpr Text kOfferedC = {"), or by hand: ", "), oder von Hand: "};
constexpr Text kMore = {"Further findings, not listed: ", "Weitere, nicht aufgeführte Befunde: "};
constexpr Text kNotChecked = {"not checked: ", "nicht geprüft: "};
constexpr Text kWaived = {"waived", "Ausnahme"};
constexpr Text kMayWaive = {"Who may grant a waiver: ", "Ausnahmen erteilen dürfen: "};
constexpr Text kMaintainers = {"maintainers of the project", "Personen mit der Rolle Maintainer"};
constexpr Text kOwners = {"owners of the project", "Personen mit der Rolle Owner"};
constexpr Text kGroup = {"members of the group ", "Mitglieder der Gruppe "};
constexpr Text kCleanSinceA = {
    "It is required here because the target branch was free of such findings on ",
    "Hier erforderlich, weil der Zielzweig frei von solchen Befunden war, am "};

Text WordsFor(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return {"fine", "in Ordnung"};
    case Verdict::kFail:
      return {"found something", "Befund"};
    case Verdict::kNotApplicable:
      return {"not applicable", "nicht zutreffend"};
    case Verdict::kUnknown:
      break;
  }
  return {"not checked", "nicht geprüft"};
}

Text WordsFor(Level level) {
  switch (level) {
    case Level::kRequired:
      return {"required", "erforderlich"};
    case Level::kRecommended:
      return {"recommended", "empfohlen"};
    case Level::kObserved:
      break;
  }
  return {"observed", "beobachtet"};
}

/// Writes one section.
class RuleWriter {
 public:
  RuleWriter(const Report& report, const RuleResult& rule, const PageContext& context)
      : report_(report), rule_(rule), context_(context) {}

  Html Write() && {
    const RuleInfo& info = *rule_.info;
    out_ << "<section>\n<h3>" << Word(info.title) << "</h3>\n<p><code>" << info.id
         << "</code>: " << Word(WordsFor(LevelOf(rule_.effective_mode))) << ", "
         << Word(WordsFor(rule_.answer.verdict));
    if (ComingGate(rule_)) out_ << ", " << RenderComing<Sink::kXml>(rule_, context_.language);
    if (rule_.answer.reason) out_ << ": " << RenderReason<Sink::kXml>(rule_, context_.language);
    out_ << "</p>\n";
    WriteList();
    WriteWaivers();
    if (!rule_.answer.findings.empty()) WriteAdvice();
    out_ << "</section>\n";
    return std::move(out_);
  }

 private:
  Literal Word(const Text& text) const { return text.In(context_.language); }

  void WriteAdvice() {
    if (rule_.clean_since) {
      out_ << "<p>" << Word(kCleanSinceA)
           << RenderLongDay<Sink::kXml>(*rule_.clean_since, context_.language) << ".</p>\n";
    }
    out_ << "<p>" << Word(kWhy) << Word(rule_.info->why) << "</p>\n<p>" << Word(kHow);
    const Offer offer = OfferOf(report_, rule_);
    if (offer.offered > 0) {
      out_ << Word(kOfferedA) << offer.offered << Word(kOfferedB) << offer.total << Word(kOfferedC);
    }
    out_ << Word(rule_.info->fix) << "</p>\n";
    if (const SafeUrl* const see = SeeOf(report_, *rule_.info)) {
      out_ << "<p>" << Word(kMoreOfIt) << "<a href=\"" << *see << "\">" << *see << "</a></p>\n";
    }
    WriteMayWaive();
  }

  /// Where nobody could tell when it was judged, nothing is said.
  void WriteMayWaive() {
    if (PartOf(rule_) != PagePart::kRequired || rule_.may_waive.empty()) return;
    out_ << "<p>" << Word(kMayWaive);
    Literal separator = "";
    for (const std::string& role : rule_.may_waive) {
      out_ << separator;
      WriteRole(role);
      separator = ", ";
    }
    out_ << "</p>\n";
  }

  void WriteRole(std::string_view role) {
    constexpr std::string_view kGroupRole = "group ";
    if (role == "maintainer") {
      out_ << Word(kMaintainers);
    } else if (role == "owner") {
      out_ << Word(kOwners);
    } else if (role.starts_with(kGroupRole)) {
      out_ << Word(kGroup) << Untrusted(std::string(role.substr(kGroupRole.size())));
    } else {
      out_ << Untrusted(std::string(role));
    }
  }

  /// Evaluated all the same: what was found stands above, and here why it does not count.
  void WriteWaivers() {
    for (const WaivedPart& part : WaivedParts(report_, rule_)) {
      const Waiver& waiver = *part.waiver;
      out_ << "<p>" << RenderWaived<Sink::kXml>(waiver, context_.language) << ": "
           << RenderGrant<Sink::kXml>(waiver, context_.language);
      if (!waiver.text.empty()) out_ << " <q>" << waiver.text << "</q>";
      out_ << "</p>\n";
    }
  }

  void WriteList() {
    if (rule_.answer.findings.empty() && rule_.answer.unchecked.empty()) return;
    out_ << "<ul>\n";
    for (const Finding& finding : rule_.answer.findings) WriteFinding(finding);
    for (const Unchecked& file : rule_.answer.unchecked) {
      out_ << "<li>";
      WritePlace(file.path, {});
      out_ << ": " << Word(kNotChecked)
           << RenderMessage<Sink::kXml>(*rule_.info, file.why, context_.language) << "</li>\n";
    }
    if (rule_.answer.more_findings > 0) {
      out_ << "<li>" << Word(kMore) << rule_.answer.more_findings << "</li>\n";
    }
    out_ << "</ul>\n";
  }

  void WriteFinding(const Finding& finding) {
    out_ << "<li>";
    WritePlace(finding.path, finding.lines);
    out_ << " (" << Word(finding.waiver ? kWaived : WordsFor(LevelOf(rule_, finding)))
         << "): " << RenderMessage<Sink::kXml>(*rule_.info, finding.message, context_.language);
    WriteDetail(finding);
    out_ << "</li>\n";
  }

  /// A link into the head as it was judged.
  void WritePlace(const Untrusted& path, const LineRange& lines) {
    const Html place = RenderPlace<Sink::kXml>(path, lines, rule_.subject());
    if (!context_.files || path.empty()) {
      out_ << "<code>" << place << "</code>";
      return;
    }
    const SafeUrl file = context_.files->Below(path);
    out_ << "<a href=\"" << (lines.first > 0 ? file.AtLines(lines.first, lines.last) : file)
         << "\"><code>" << place << "</code></a>";
  }

  void WriteDetail(const Finding& finding) {
    if (finding.detail.empty()) return;
    out_ << "<details><summary>" << Word(texts::kDifference) << "</summary><pre>";
    for (const Untrusted& line : finding.detail) out_ << line << "\n";
    out_ << "</pre></details>";
  }

  const Report& report_;
  const RuleResult& rule_;
  const PageContext& context_;
  Html out_;
};

PagePart PartOfFindings(const RuleResult& rule, Level level) {
  const bool counts = !CountingFindings(rule).empty();
  const bool is_more = rule.answer.more_findings > 0 && !rule.waived;
  if (counts || is_more) {
    return level == Level::kRequired ? PagePart::kRequired : PagePart::kRecommended;
  }
  const bool is_waived = std::ranges::any_of(
      rule.answer.findings, [](const Finding& finding) { return finding.waiver.has_value(); });
  return is_waived || rule.waived ? PagePart::kWaived : PagePart::kOldDebt;
}

}  // namespace

PagePart PartOf(const RuleResult& rule) {
  const Level level = LevelOf(rule.effective_mode);
  if (level == Level::kObserved) return PagePart::kObserved;
  switch (rule.answer.verdict) {
    case Verdict::kPass:
      return PagePart::kPassed;
    case Verdict::kNotApplicable:
      return PagePart::kNotApplicable;
    case Verdict::kUnknown:
      return level == Level::kRequired ? PagePart::kRequired : PagePart::kNotChecked;
    case Verdict::kFail:
      return PartOfFindings(rule, level);
  }
  std::abort();
}

Html RenderRuleSection(const Report& report, const RuleResult& rule, const PageContext& context) {
  return RuleWriter(report, rule, context).Write();
}

}  // namespace headwater::report
