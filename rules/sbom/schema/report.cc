// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/schema/report.h"

#include <algorithm>
#include <iterator>

#include "headwater/nearest_word.h"
#include "rules/sbom/schema/text_check.h"

namespace headwater::sbom::schema {
namespace {

// Of a list of at most so many values all are shown.
constexpr size_t kMaxListed = 8;

Problem Make(Problem::Weight weight, NodeIndex node, std::string_view key,
             std::initializer_list<Argument> arguments) {
  Problem problem{weight, {std::string(key), {}}, node};
  for (const auto& [name, value] : arguments) {
    problem.message.args.emplace_back(std::string(name), Untrusted(value));
  }
  return problem;
}

/// A text that could stand in the SPDX list: letters, digits, `.`, `-` and `+` only.
bool LooksLikeSpdxId(std::string_view text) {
  return !text.empty() && text.find_first_not_of(
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvw"
                              "xyz0123456789.-+") == std::string_view::npos;
}

}  // namespace

bool Report::WantsError() {
  if (is_trying()) return false;
  if (problems_.list.size() < kMaxProblems) return true;
  ++problems_.more;
  return false;
}

bool Report::Fail(NodeIndex node, std::string_view key, std::initializer_list<Argument> arguments) {
  if (WantsError()) problems_.Add(Make(Problem::Weight::kError, node, key, arguments));
  return false;
}

bool Report::WantsWarning() {
  // Beyond what is shown nothing is kept; a document can have millions.
  if (warnings_.size() < kMaxProblems) return true;
  ++more_warnings_;
  return false;
}

void Report::Warn(NodeIndex node, std::string_view key, std::initializer_list<Argument> arguments) {
  if (!WantsWarning()) return;
  warnings_.push_back(Make(Problem::Weight::kWarning, node, key, arguments));
}

void Report::Finish() {
  for (Problem& warning : warnings_) problems_.Add(std::move(warning));
  problems_.more += more_warnings_;
  std::stable_sort(problems_.list.begin(), problems_.list.end(),
                   [](const Problem& a, const Problem& b) { return a.node < b.node; });
}

bool Report::CheckText(const Shape& shape, std::string_view text, NodeIndex node) {
  std::span<const Check> checks = ChecksOf(shape);
  std::string spaced;
  if (!checks.empty() && checks.front().op == Op::kSpace) {
    spaced = Spaced(text, static_cast<Space>(checks.front().value));
    text = spaced;
    checks = checks.subspan(1);
  }
  return std::all_of(checks.begin(), checks.end(),
                     [&](const Check& check) { return CheckText(check, text, node); });
}

bool Report::CheckText(const Check& check, std::string_view text, NodeIndex node) {
  switch (check.op) {
    case Op::kEnum:
      return IsInList(check, text) || FailInList(check, text, node);
    case Op::kPattern:
    case Op::kCalendar: {
      const bool fits = check.op == Op::kPattern ? Matches(kTables.patterns[check.first], text)
                                                 : IsInCalendar(text);
      if (fits || !WantsError()) return fits;
      return Fail(node, check.op == Op::kPattern ? "wrong-form" : "no-such-day",
                  {{"value", Shortened(text)},
                   {"form", std::string(kTables.texts[static_cast<size_t>(check.value)])}});
    }
    case Op::kHint:
      if (!Matches(kTables.patterns[check.first], text)) {
        Warn(node, "not-an-address", {{"value", Shortened(text)}});
      }
      return true;
    case Op::kSpdxId:
      return CheckSpdxId(text, node);
    case Op::kReference:
      AddReference(node);
      return true;
    case Op::kAnyOf:
      return CheckUnion(check, text, node);
    default:
      return CheckLimits(check, text, node);
  }
}

bool Report::CheckLimits(const Check& check, std::string_view text, NodeIndex node) {
  const auto bound = static_cast<size_t>(std::max(check.value, 0));
  if (check.op == Op::kNotEmpty && text.empty()) return Fail(node, "empty", {});
  if (check.op == Op::kMaxLength && text.size() > bound && Characters(text) > bound) {
    return Fail(node, "too-long", {{"limit", std::to_string(bound)}});
  }
  if (check.op == Op::kMinimum && NumberOf(text) < check.value) {
    return Fail(node, "below-minimum",
                {{"value", Shortened(text)}, {"limit", std::to_string(check.value)}});
  }
  if (check.op == Op::kMaximum && NumberOf(text) > check.value) {
    return Fail(node, "above-maximum",
                {{"value", Shortened(text)}, {"limit", std::to_string(check.value)}});
  }
  return true;
}

bool Report::FailInList(const Check& list, std::string_view text, NodeIndex node) {
  if (!WantsError()) return false;
  WordSearch nearest(text);
  std::string all;
  for (const uint16_t id : kTables.text_lists.subspan(list.first, list.count)) {
    nearest.Try(kTables.texts[id]);
    if (list.count <= kMaxListed) {
      all.append(all.empty() ? "" : ", ").append(kTables.texts[id]);
    }
  }
  if (list.count == 1)
    return Fail(node, "not-the-value", {{"value", Shortened(text)}, {"allowed", all}});
  if (!nearest.best().empty()) {
    return Fail(node, "not-in-list-near",
                {{"value", Shortened(text)}, {"near", std::string(nearest.best())}});
  }
  if (!all.empty()) return Fail(node, "not-one-of", {{"value", Shortened(text)}, {"allowed", all}});
  return Fail(node, "not-in-list", {{"value", Shortened(text)}});
}

bool Report::CheckSpdxId(std::string_view text, NodeIndex node) {
  const SpdxIdAnswer answer = list_(text);
  if (answer.is_known) return true;
  if (!answer.better.empty()) {
    return Fail(node, "no-spdx-id-near", {{"value", Shortened(text)}, {"near", answer.better}});
  }
  if (!LooksLikeSpdxId(text)) return Fail(node, "no-spdx-id", {{"value", Shortened(text)}});
  Warn(node, "unlisted-spdx-id", {{"value", Shortened(text)}});
  return true;
}

bool Report::CheckUnion(const Check& check, std::string_view text, NodeIndex node) {
  const std::span<const uint16_t> shapes = kTables.shape_lists.subspan(check.first, check.count);
  for (const uint16_t shape : shapes) {
    Trial trial(*this);
    if (!CheckText(kTables.shapes[shape], text, node)) continue;
    trial.Keep();
    return true;
  }
  return CheckText(kTables.shapes[shapes.front()], text, node);
}

}  // namespace headwater::sbom::schema
