// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/html.h"

#include "service/report/names.h"

namespace headwater::report {
namespace {

/// Contrast of text and links against the ground: at least 7:1 (WCAG 2.2, 1.4.6).
constexpr Literal kStyle =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff;overflow-wrap:anywhere}"
    "a{color:#0b4a8f}h2{margin-top:2rem}summary h2{display:inline;font-size:1.1rem}"
    "details{margin:.5rem 0}pre{white-space:pre-wrap;background:#f3f3f3;padding:.5rem}"
    ".skip{position:absolute;left:-999rem}.skip:focus{position:static}"
    "a:focus-visible,summary:focus-visible{outline:3px solid #0b4a8f;outline-offset:2px}"
    "@media print{body{max-width:none;margin:0}.skip{display:none}}";

constexpr Text kSkip = {"To the content", "Zum Inhalt"};

}  // namespace

void BeginHtml(const Html& title, Literal style, Language language, Html& out) {
  out << "<!DOCTYPE html>\n<html lang=\"" << NameOf(language)
      << "\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
      << title << "</title>\n<style>" << kStyle << style
      << "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#content\">" << kSkip.In(language)
      << "</a>\n<main id=\"content\">\n<h1>" << title << "</h1>\n";
}

void EndHtml(Html& out) { out << "</main>\n</body>\n</html>\n"; }

}  // namespace headwater::report
