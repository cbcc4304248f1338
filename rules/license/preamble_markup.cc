// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/top_of_file.h"

namespace headwater::license {
namespace {

TopOfFile BehindBlanks(TopOfFile top) {
  top.Keep(std::min(top.rest().find_first_not_of(" \t\r\n"), top.rest().size()));
  return top;
}

// One of one piece: behind one with an internal subset nothing is put, before it a comment may
// stand.
void KeepDoctype(TopOfFile& top) {
  TopOfFile next = BehindBlanks(top);
  if (!StartsWithIgnoringCase(next.rest(), "<!doctype")) return;
  const size_t end = next.rest().find_first_of(">[");
  if (end == std::string_view::npos || next.rest()[end] == '[') return;
  if (next.KeepThrough(">")) top = next;
}

// What stands before the first tag of a template may become a part of the page.
bool IsTemplate(std::string_view first) {
  constexpr std::array<std::string_view, 7> kTemplate = {"{%",  "{{", "<%", "<?php",
                                                         "<?=", "@",  "<#"};
  return StartsWithAny(first, kTemplate);
}

}  // namespace

bool KeepXmlTop(TopOfFile& top) {
  const std::string_view first = TrimBlanks(top.rest());
  if (!first.empty() && !first.starts_with('<')) return false;
  while (true) {
    TopOfFile next = BehindBlanks(top);
    if (!next.rest().starts_with("<?")) break;
    if (!next.KeepThrough("?>")) return false;
    top = next;
  }
  KeepDoctype(top);
  return true;
}

bool KeepHtmlTop(TopOfFile& top) {
  const std::string_view first = TrimBlanks(top.rest());
  if (IsTemplate(first)) return false;
  return !first.starts_with('<') || KeepXmlTop(top);
}

void KeepFrontMatter(TopOfFile& top) {
  for (const std::string_view fence : {"---", "+++"}) {
    if (top.Line() != fence) continue;
    TopOfFile next = top;
    next.KeepLine();
    next.KeepWhile([fence](std::string_view line) { return line != fence; });
    if (next.at_end()) return;
    next.KeepLine();
    top = next;
    return;
  }
}

bool KeepCssTop(TopOfFile& top) {
  return !top.rest().starts_with("@charset") || top.KeepThrough(";");
}

bool KeepJavaScriptTop(TopOfFile& top) {
  constexpr std::array<std::string_view, 3> kPragmas = {"@jest", "@flow", "@jsx"};
  const std::string_view first = TrimBlanks(top.rest());
  const bool block = first.starts_with("/*");
  if (!block && !first.starts_with("//")) return true;
  const std::string_view comment = first.substr(0, block ? first.find("*/") : first.find('\n'));
  const bool pragma = std::any_of(kPragmas.begin(), kPragmas.end(),
                                  [comment](auto word) { return Contains(comment, word); });
  if (!pragma) return true;
  top.KeepWhile([](std::string_view line) { return line.empty(); });
  if (block) return top.KeepThrough("*/");
  top.KeepLine();
  return true;
}

bool KeepFreeMarkerTop(TopOfFile& top) {
  if (top.rest().starts_with("[#")) return false;
  return !top.rest().starts_with("<#ftl") || top.KeepThrough(">");
}

}  // namespace headwater::license
