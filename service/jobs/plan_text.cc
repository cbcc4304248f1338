// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/plan_text.h"

#include <algorithm>

#include "headwater/sink.h"
#include "service/config/mode_ramp.h"

namespace headwater::jobs {
namespace {

using Line = Out<Sink::kTerminal>;

// What a person reads; JSON has all of them.
constexpr size_t kShownProjects = 20;
constexpr size_t kShownCases = 20;
constexpr size_t kNumberWidth = 16;

std::string Padded(std::string text, size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

std::string ChangeOf(uint64_t now, uint64_t then) {
  if (now == then) return std::to_string(now);
  return std::to_string(now) + " -> " + std::to_string(then);
}

Literal MergeRequests(uint64_t count) {
  return count == 1 ? Literal(" merge request") : Literal(" merge requests");
}

/// A line about so many; nothing about none.
void Add(uint64_t count, Literal what, std::string& text) {
  if (count == 0) return;
  Line line;
  line << "  " << count << " " << what;
  text += line.text() + "\n";
}

std::string Outcomes(const PlanTally& tally) {
  const auto row = [&tally](Literal name, Outcome outcome) {
    const auto at = static_cast<size_t>(outcome);
    return "  " + Padded(std::string(name.view()), kNumberWidth) +
           ChangeOf(tally.now.at(at), tally.then.at(at)) + "\n";
  };
  return row("green", Outcome::kPass) + row("red", Outcome::kFail) +
         row("not checked", Outcome::kUnknown);
}

std::string Changes(const PlanTally& tally) {
  std::string text;
  Add(tally.changes.red, "would turn red", text);
  Add(tally.changes.unknown, "could not be checked any more", text);
  Add(tally.changes.green, "would turn green", text);
  Add(tally.changes.hints, "would get a new recommendation", text);
  Add(tally.left_out, "would not be judged any more: their projects take no part", text);
  Add(tally.never_judged, "not judged yet", text);
  Add(tally.unsaid.size(), "cannot be said from the record", text);
  return text;
}

constexpr struct {
  RuleStand stand;
  Literal name;
} kColumns[] = {{RuleStand::kRed, "red"},
                {RuleStand::kUnknown, "not checked"},
                {RuleStand::kShown, "shown"},
                {RuleStand::kRecorded, "recorded only"},
                {RuleStand::kGreen, "green"}};

std::string Rules(const PlanTally& tally) {
  size_t width = 0;
  for (const auto& [id, rule] : tally.rules) width = std::max(width, id.size() + 4);
  std::string text = Padded("rule, now -> then", width);
  for (const auto& column : kColumns) text += Padded(std::string(column.name.view()), kNumberWidth);
  text += "cannot be said\n";
  for (const auto& [id, rule] : tally.rules) {
    text += Padded("  " + Encode<Sink::kTerminal>(Untrusted(id)), width);
    for (const auto& column : kColumns) {
      const auto at = static_cast<size_t>(column.stand);
      text += Padded(ChangeOf(rule.now.at(at), rule.then.at(at)), kNumberWidth);
    }
    text += std::to_string(rule.unsaid) + "\n";
  }
  return text;
}

std::string Projects(const PlanTally& tally) {
  const std::vector<std::string> first = ProjectsFirst(tally, kShownProjects);
  if (first.empty()) return "";
  std::string text = "projects where most changes:\n";
  for (const std::string& path : first) {
    const ChangeTally& changes = tally.projects.at(path);
    Line line;
    line << "  " << Untrusted(path) << ": " << changes.red << " red, " << changes.unknown
         << " not checked, " << changes.hints << " with a new recommendation, " << changes.green
         << " green";
    text += line.text() + "\n";
  }
  if (tally.projects.size() > first.size()) {
    text += "  and " + std::to_string(tally.projects.size() - first.size()) + " more\n";
  }
  return text;
}

std::string Days(const PlanTally& tally) {
  if (tally.days.empty()) return "";
  std::string text = "announced, as far as the rules judge today:\n";
  for (const auto& [day, brought] : tally.days) {
    Line line;
    line << "  " << Untrusted(config::DayText(day)) << ": " << brought.red
         << MergeRequests(brought.red) << " red (";
    Literal separator = "";
    for (const auto& [rule, count] : brought.rules) {
      line << separator << Untrusted(rule) << " " << count;
      separator = ", ";
    }
    text += (line << ")").text() + "\n";
  }
  return text;
}

std::string Refused(const PlanTally& tally) {
  if (tally.refused.empty()) return "";
  std::string text = "projects whose own policy could not be used any more:\n";
  size_t shown = 0;
  for (const auto& [path, why] : tally.refused) {
    if (++shown > kShownProjects) break;
    Line line;
    line << "  " << Untrusted(path) << ": " << Untrusted(why);
    text += line.text() + "\n";
  }
  if (tally.refused.size() > kShownProjects) {
    text += "  and " + std::to_string(tally.refused.size() - kShownProjects) + " more\n";
  }
  return text;
}

std::string UnsaidCases(const PlanTally& tally) {
  if (tally.unsaid.empty()) return "";
  std::string text = "cannot be said from the record:\n";
  const size_t shown = std::min(tally.unsaid.size(), kShownCases);
  for (size_t i = 0; i < shown; ++i) {
    const UnsaidCase& one = tally.unsaid[i];
    Line line;
    line << "  " << Untrusted(one.path) << "!" << one.iid.value << ": " << Untrusted(one.why);
    text += line.text() + "\n";
  }
  if (tally.unsaid.size() > shown) {
    text += "  and " + std::to_string(tally.unsaid.size() - shown) + " more\n";
  }
  return text;
}

std::string Section(const PlanTally& tally) {
  std::string text = Outcomes(tally) + Changes(tally);
  for (const std::string& part :
       {Rules(tally), Days(tally), Projects(tally), Refused(tally), UnsaidCases(tally)}) {
    if (!part.empty()) text += "\n" + part;
  }
  return text;
}

}  // namespace

std::string RenderPlanText(const PlanReport& report) {
  Line head;
  head << Untrusted(report.policy) << ", judged by " << Untrusted(config::DayText(report.as_of))
       << ": " << report.open.all << " open" << MergeRequests(report.open.all) << ", now -> then";
  std::string text = head.text() + "\n" + Section(report.open);
  if (report.may_join > 0) {
    Line line;
    line << "\n"
         << report.may_join
         << (report.may_join == 1 ? Literal(" project takes") : Literal(" projects take"))
         << " no part now and would, by the path alone: nothing is recorded there";
    text += line.text() + "\n";
  }
  if (report.closed.all == 0) return text;
  Line sample;
  sample << "A sample of " << report.closed.all << " out of " << report.sampled_of
         << MergeRequests(report.sampled_of) << " that were judged in the last "
         << report.days.count() << " days and are not open, now -> then";
  return text + "\n" + sample.text() + "\n" + Section(report.closed);
}

}  // namespace headwater::jobs
