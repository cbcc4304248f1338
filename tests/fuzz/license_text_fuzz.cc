// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/recognise.h"
#include "tests/fuzz/invariants.h"

namespace {

using headwater::LineRange;
using headwater::fuzz::Require;
using headwater::license::ProseNotice;
using headwater::license::RecognisedText;
using headwater::license::Restriction;
using Match = RecognisedText::Match;

void RequireRange(LineRange range) { Require(range.first > 0 && range.first <= range.last); }

void RequireSound(const RecognisedText& text) {
  Require(text.ids.empty() == (text.match == Match::kNone));
  // Nothing that was added may be silent.
  Require(text.match == Match::kModified || text.added.empty());
  Require(text.match != Match::kExact || text.words_left_out == 0);
  if (text.match != Match::kNone) RequireRange(text.lines);
  if (text.restriction != Restriction::kNone) RequireRange(text.restricted_at);
  for (size_t i = 0; i < text.added.size(); ++i) {
    RequireRange(text.added[i]);
    Require(i == 0 || text.added[i - 1].last <= text.added[i].first);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = headwater::fuzz::TextOf(data, size);
  RequireSound(headwater::license::RecogniseLicenseText(text));
  for (const RecognisedText& part : headwater::license::RecogniseLicenseTexts(text)) {
    RequireSound(part);
    Require(part.match != Match::kNone);
  }
  for (const ProseNotice& notice : headwater::license::FindProseNotices(text)) {
    RequireRange(notice.lines);
    Require(!notice.expression.empty() && !notice.ids.empty());
  }
  return 0;
}
