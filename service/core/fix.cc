// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/fix.h"

#include <algorithm>
#include <utility>

namespace headwater {
namespace {

// {0, 0} means the whole file.
LineRange Resolved(LineRange lines, size_t count) {
  if (lines.first != 0) return lines;
  return {1, static_cast<uint32_t>(count)};
}

bool Exists(LineRange lines, size_t count) {
  return lines.first >= 1 && lines.first <= count + 1 && lines.last + 1 >= lines.first &&
         lines.last <= count;
}

bool Overlap(LineRange a, LineRange b) {
  const bool a_inserts = a.last < a.first;
  const bool b_inserts = b.last < b.first;
  if (a_inserts && b_inserts) return false;
  // An insertion before the first line of a replacement, or behind its last, is beside it.
  if (a_inserts) return a.first > b.first && a.first <= b.last;
  if (b_inserts) return b.first > a.first && b.first <= a.last;
  return a.first <= b.last && b.first <= a.last;
}

// Behind a last line that is not ended nothing can be inserted: it is ended first.
void EndLastLine(std::string_view text, size_t count, std::vector<Edit>& edits) {
  if (text.empty() || text.ends_with('\n')) return;
  const auto behind = std::find_if(edits.begin(), edits.end(),
                                   [count](const Edit& edit) { return edit.lines.first > count; });
  if (behind == edits.end()) return;
  const auto last = static_cast<uint32_t>(count);
  const bool replaced = std::any_of(edits.begin(), edits.end(), [last](const Edit& edit) {
    return edit.lines.last == last && edit.lines.first <= last;
  });
  if (replaced) return;
  const std::string_view line = text.substr(text.rfind('\n') + 1);
  behind->text.insert(0, std::string(line) + "\n");
  behind->lines = {last, last};
}

}  // namespace

std::vector<size_t> LineStarts(std::string_view text) {
  std::vector<size_t> starts = {0};
  for (size_t feed = text.find('\n'); feed != std::string_view::npos;
       feed = text.find('\n', feed + 1)) {
    starts.push_back(feed + 1);
  }
  if (starts.back() != text.size()) starts.push_back(text.size());
  return starts;
}

EditPlan PlanEdits(std::string_view text, std::span<const Edit> edits) {
  const size_t count = LineStarts(text).size() - 1;
  EditPlan plan;
  for (const Edit& edit : edits) {
    const LineRange lines = Resolved(edit.lines, count);
    const bool fits = Exists(lines, count) &&
                      std::none_of(plan.edits.begin(), plan.edits.end(),
                                   [&](const Edit& other) { return Overlap(lines, other.lines); });
    plan.applied.push_back(fits);
    if (fits) plan.edits.push_back({lines, edit.text});
  }
  EndLastLine(text, count, plan.edits);
  std::stable_sort(plan.edits.begin(), plan.edits.end(), [](const Edit& a, const Edit& b) {
    return std::pair(a.lines.first, a.lines.last) < std::pair(b.lines.first, b.lines.last);
  });
  return plan;
}

std::string ApplyEdits(std::string_view text, std::span<const Edit> edits) {
  const std::vector<size_t> starts = LineStarts(text);
  std::string result;
  size_t behind = 0;
  for (const Edit& edit : edits) {
    const size_t begin = starts[edit.lines.first - 1];
    result += text.substr(behind, begin - behind);
    result += edit.text;
    behind = std::max(begin, starts[edit.lines.last]);
  }
  return result.append(text.substr(behind));
}

}  // namespace headwater
