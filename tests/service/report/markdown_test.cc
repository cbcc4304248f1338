// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include "headwater/sink.h"
#include "service/report/note.h"
#include "service/report/project_issue.h"
#include "tests/forge/quick_actions.h"
#include "tests/service/report/random.h"
#include "tests/service/report/sample_report.h"

/// \file
/// Whatever a repository brings, comments stay comments: in the double, which reads quick actions
/// and mentions as GitLab does, and as the renderer shows them that GitLab uses
/// (https://docs.gitlab.com/ee/user/markdown.html: cmark-gfm until 17, of which its successor
/// follows the same specification, https://github.github.com/gfm/).

namespace headwater::report {
namespace {

constexpr size_t kTexts = 10'000;
constexpr size_t kOtherTexts = 2'000;  // Written by the same functions.
constexpr uint64_t kMaxPieces = 8;

/// Half noise, half what means something in Markdown, in GitLab's references, or in HTML.
std::string HostileText(Random& random) {
  static const std::string kFragments[] = {"/close",
                                           "\n/approve\n",
                                           "\r\n/merge\r\n",
                                           "@all",
                                           "@root",
                                           "#1",
                                           "!2",
                                           "~bug",
                                           "%1",
                                           "$5",
                                           "&3",
                                           "group/p#7",
                                           "```",
                                           "````\n",
                                           "~~~\n",
                                           "`",
                                           "``",
                                           "|",
                                           "\n|a|b|\n|-|-|\n|c|d|\n",
                                           "<b>",
                                           "<!--",
                                           "-->",
                                           "</details>",
                                           "<img src=x>",
                                           "</code>",
                                           "[x](javascript:alert(1))",
                                           "![i](//e)",
                                           "\n\n",
                                           "\n# h\n",
                                           "\n> q\n",
                                           "\n- [x] t\n",
                                           "https://e.example/",
                                           "www.e.example",
                                           "&amp;",
                                           "&#64;all",
                                           "\\",
                                           "\\`",
                                           "*",
                                           "__",
                                           "~~s~~",
                                           "[[_TOC_]]",
                                           ":smile:",
                                           "\u202E",
                                           "\u200B",
                                           "{+a+}",
                                           "\t",
                                           "    code\n",
                                           "<https://e>",
                                           "a@b.example",
                                           "1234567890abcdef1234567890abcdef12345678"};
  // Never digits alone, which stay as they are, nor empty.
  std::string text = "x";
  const uint64_t pieces = 1 + random.Below(kMaxPieces);
  for (uint64_t i = 0; i < pieces; ++i) {
    if (random.Below(3) != 0) {
      text += kFragments[random.Below(std::size(kFragments))];
    } else {
      text += static_cast<char>(random.Below(256));
    }
  }
  // What begins a line, too.
  return random.Below(2) == 0 ? text : text.substr(1) + "x";
}

struct Free {
  void operator()(char* text) const { std::free(text); }
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};

/// With raw HTML let through: the strictest reader of what could get out.
std::string ToHtml(const std::string& markdown) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, Free> parser(cmark_parser_new(CMARK_OPT_UNSAFE));
  for (const char* name : {"table", "autolink", "strikethrough", "tasklist"}) {
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  const std::unique_ptr<cmark_node, Free> root(cmark_parser_finish(parser.get()));
  const std::unique_ptr<char, Free> html(cmark_render_html(
      root.get(), CMARK_OPT_UNSAFE, cmark_parser_get_syntax_extensions(parser.get())));
  return html.get();
}

/// `text` without what stands between each `begin` and the next `end`.
std::string Without(const std::string& text, std::string_view begin, std::string_view end) {
  std::string rest;
  size_t at = 0;
  for (size_t found = text.find(begin); found != text.npos; found = text.find(begin, at)) {
    const size_t inside = found + begin.size();
    rest += text.substr(at, inside - at);
    at = std::min(text.find(end, inside), text.size());
  }
  return rest + text.substr(at);
}

/// What is left when the values are taken out: the insides of code spans, and of our own links to
/// files where they lead. A tag within a code span would end it here, and be seen.
std::string SkeletonOf(const std::string& markdown) {
  const std::string no_code = Without(ToHtml(markdown), "<code>", "<");
  return Without(no_code, "href=\"https://gitlab.example.org/", "\"");
}

NoteContext Context() {
  NoteContext context;
  context.language = Language::kGerman;
  context.first_contribution = true;
  context.files = SafeUrl::Parse("https://gitlab.example.org/g/p/-/blob/33").value();
  context.decision = SafeUrl::Parse("https://headwater.example.org/decisions/8f3c2a").value();
  context.contact = SafeUrl::Parse("https://guide.example.org/help").value();
  context.id = {"8f3c2a1b000000000000000000000000"};
  return context;
}

Report NoteReport(const std::string& text) {
  Report report = sample::Foreign(text);
  report.rules.front().answer.findings.front().detail = {Untrusted(text), Untrusted(text)};
  return report;
}

std::string Note(const std::string& text) { return RenderNote(NoteReport(text), Context()); }

std::string Problem(const std::string& text) {
  return RenderNote(sample::Unreadable(text), Context());
}

std::string Issue(const std::string& text) {
  Report report = NoteReport(text);
  for (RuleResult& rule : report.rules) rule.answer.subject = Subject::kProject;
  const ProjectIssue issue = RenderProjectIssue({7}, report, Context());
  return issue.text + issue.footer;
}

/// Nothing that people see changes with the text but the value itself.
void ExpectTextStaysText(std::string (*render)(const std::string& text), size_t texts) {
  Random random;
  const std::string skeleton = SkeletonOf(render("harmless"));
  ASSERT_NE(std::string::npos, skeleton.find("<code></code>"));
  for (size_t i = 0; i < texts; ++i) {
    const std::string text = HostileText(random);
    const std::string markdown = render(text);
    ASSERT_EQ(skeleton, SkeletonOf(markdown)) << Encode<Sink::kTerminal>(Untrusted(text));
    for (const bool legacy : {false, true}) {
      const forge_double::CommentText read = forge_double::ReadComment(markdown, legacy);
      ASSERT_TRUE(read.actions.empty() && read.mentions.empty())
          << Encode<Sink::kTerminal>(Untrusted(text));
    }
  }
}

TEST(MarkdownTest, TextInACommentStaysText) { ExpectTextStaysText(Note, kTexts); }

TEST(MarkdownTest, TextOfAProblemStaysText) { ExpectTextStaysText(Problem, kOtherTexts); }

TEST(MarkdownTest, TextInTheProjectsIssueStaysText) { ExpectTextStaysText(Issue, kOtherTexts); }

/// Words and signs, and now and then something that is more.
std::string SentenceLike(Random& random) {
  static const std::string kPieces[] = {
      "a",  "Word", "word", "Maß", "12", " ", " ", " ",       ". ",    ", ",     ": ",
      ":",  ".",    "/",    " /",  "(",  ")", "-", " - ",     "+",     "=",      "%",
      "? ", "'",    ";",    "–",   "„",  "“", "…", "approve", "w",     "www",    "http",
      "//", "*",    "_",    "#",   "\n", "@", "`", "1. ",     "smile", "e\u0301"};
  std::string text = random.Below(4) == 0 ? "" : "A";
  const uint64_t pieces = 1 + random.Below(12);
  for (uint64_t i = 0; i < pieces; ++i) text += kPieces[random.Below(std::size(kPieces))];
  return text;
}

// It stands in comments as our own texts do: at the beginning of a line, in lists, in bold.
TEST(MarkdownTest, ACheckedTextIsNothingButText) {
  Random random;
  size_t taken = 0;
  for (size_t i = 0; i < kTexts; ++i) {
    const std::string text = SentenceLike(random);
    if (!CheckedText::Of(text, kTexts)) continue;
    ++taken;
    EXPECT_EQ("<p>" + text + "</p>\n", ToHtml(text));
    EXPECT_EQ("<ul>\n<li>" + text + "</li>\n</ul>\n", ToHtml("- " + text));
    EXPECT_EQ("<p><strong>1. " + text + "</strong> (x)</p>\n", ToHtml("**1. " + text + "** (x)"));
    for (const bool legacy : {false, true}) {
      const forge_double::CommentText read = forge_double::ReadComment(text, legacy);
      EXPECT_TRUE(read.actions.empty() && read.mentions.empty()) << text;
      EXPECT_EQ(text, read.rest);
    }
  }
  EXPECT_GT(taken, kTexts / 20) << "too few to say anything";
}

TEST(MarkdownTest, TheSkeletonShowsWhatGetsOut) {
  const std::string clean = SkeletonOf("- Found: `a`\n");
  EXPECT_EQ(clean, SkeletonOf("- Found: `b <img> | @all`\n"));
  EXPECT_NE(clean, SkeletonOf("- Found: `b` <img>\n"));
  EXPECT_NE(clean, SkeletonOf("- Found: `b` @all\n"));
  EXPECT_NE(clean, SkeletonOf("- Found: `b`\n\n|a|\n|-|\n|b|\n"));
}

}  // namespace
}  // namespace headwater::report
