// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/preamble.h"

#include "rules/license/comment_scanner.h"
#include "rules/license/top_of_file.h"

namespace headwater::license {
namespace {

// Lines that editors read: Emacs in the first two lines, Vim in the first five.
bool IsEditorLine(std::string_view line) {
  constexpr std::array<std::string_view, 3> kVim = {" vim:", " vi:", " ex:"};
  const bool vim =
      std::any_of(kVim.begin(), kVim.end(), [line](auto word) { return Contains(line, word); });
  return Contains(line, "-*-") || (vim && (Contains(line, "set ") || Contains(line, "=")));
}

// Lines that mean something only as the first one of a file, in whatever language.
bool IsFirstLineOnly(std::string_view line) {
  if (line.starts_with("#!")) return !line.starts_with("#![");  // Rust's inner attribute.
  constexpr std::array<std::string_view, 8> kStarts = {
      "#lang", "#compdef", "#autoload", "#cloud-config", "%&", "# language:", "#%RAML", "'\\\""};
  return StartsWithAny(line, kStarts) || IsEditorLine(line);
}

// Lines that mean something only as the second one.
bool IsSecondLineOnly(std::string_view line) {
  return IsEditorLine(line) || line.starts_with("%%!");  // Arguments of escript.
}

// A comment that goes on in the next line: a header behind it would end it.
bool OpensBlock(std::string_view line) {
  constexpr std::array<std::array<std::string_view, 2>, 5> kBlocks = {
      {{"/*", "*/"}, {"<!--", "-->"}, {"{-", "-}"}, {"(*", "*)"}, {"#|", "|#"}}};
  return std::any_of(kBlocks.begin(), kBlocks.end(), [line](const auto& block) {
    return Contains(line, block[0]) && !Contains(line, block[1]);
  });
}

bool KeepFirstLines(TopOfFile& top) {
  if (!IsFirstLineOnly(top.Line())) return true;
  if (OpensBlock(top.Line())) return false;
  top.KeepLine();
  if (!top.at_end() && IsSecondLineOnly(top.Line()) && !OpensBlock(top.Line())) top.KeepLine();
  return true;
}

// PEP 263: `coding[:=]` in a comment of the first two lines.
bool IsCodingCookie(std::string_view line) {
  return line.starts_with('#') && (Contains(line, "coding:") || Contains(line, "coding="));
}

bool IsRubyMagic(std::string_view line) {
  constexpr std::array<std::string_view, 5> kMagic = {
      "frozen_string_literal:", "frozen-string-literal:", "warn_indent:", "typed:",
      "shareable_constant_value:"};
  if (!line.starts_with('#')) return false;
  return IsCodingCookie(line) || std::any_of(kMagic.begin(), kMagic.end(),
                                             [&](auto magic) { return Contains(line, magic); });
}

void KeepPythonTop(TopOfFile& top) {
  TopOfFile next = top;
  next.KeepLine();
  const bool in_second_line = top.kept() == 0 && top.Line().starts_with('#') && !next.at_end() &&
                              IsCodingCookie(next.Line());
  if (in_second_line) top.KeepLine();
  if (IsCodingCookie(top.Line())) top.KeepLine();
}

// https://docs.docker.com/reference/dockerfile/#parser-directives
bool IsDockerDirective(std::string_view line) {
  if (!line.starts_with('#')) return false;
  line = TrimBlanks(line.substr(1));
  constexpr std::array<std::string_view, 3> kDirectives = {"syntax", "escape", "check"};
  return std::any_of(kDirectives.begin(), kDirectives.end(), [line](std::string_view directive) {
    return StartsWithIgnoringCase(line, directive) &&
           TrimBlanks(line.substr(directive.size())).starts_with('=');
  });
}

// Batch files that are scripts of another language at the same time begin with a comment of that.
bool KeepBatchTop(TopOfFile& top) {
  const std::string_view line = top.Line();
  if (line.starts_with("<#") || Contains(line, "/*")) return false;
  if (StartsWithIgnoringCase(line, "@echo off")) top.KeepLine();
  return true;
}

bool KeepYamlTop(TopOfFile& top) {
  constexpr std::array<std::string_view, 3> kNotYaml = {"$ANSIBLE_VAULT", "{{", "{%"};
  if (StartsWithAny(TrimBlanks(top.rest()), kNotYaml)) return false;
  top.KeepWhile([](std::string_view line) { return line.starts_with('%'); });
  return true;
}

bool IsTexMagic(std::string_view line) {
  constexpr std::array<std::string_view, 3> kStarts = {"%!TEX", "% !TEX", "% arara:"};
  return StartsWithAny(line, kStarts);
}

// The format of forms and classes begins with its version; attributes stay together.
bool KeepBasicTop(TopOfFile& top) {
  if (top.Line().starts_with("VERSION ")) return false;
  top.KeepWhile([](std::string_view line) { return line.starts_with("Attribute "); });
  return true;
}

// The line break behind a tag that is no output may depend on what else is in its line.
bool KeepErbTop(const TopOfFile& top) {
  const std::string_view first = TrimBlanks(top.rest());
  return !first.starts_with("<%") || first.starts_with("<%=");
}

bool KeepSqlTop(TopOfFile& top) {
  if (Contains(top.Line(), "liquibase formatted sql")) top.KeepLine();
  return true;
}

bool KeepTopOf(Preamble preamble, TopOfFile& top) {
  switch (preamble) {
    case Preamble::kPython:
      KeepPythonTop(top);
      return true;
    case Preamble::kRuby:
      top.KeepWhile(IsRubyMagic);
      return true;
    case Preamble::kXml:
      return KeepXmlTop(top);
    case Preamble::kHtml:
      return KeepHtmlTop(top);
    case Preamble::kMarkdown:
      KeepFrontMatter(top);
      return true;
    case Preamble::kDockerfile:
      top.KeepWhile(IsDockerDirective);
      return true;
    case Preamble::kCss:
      return KeepCssTop(top);
    case Preamble::kBatch:
      return KeepBatchTop(top);
    case Preamble::kYaml:
      return KeepYamlTop(top);
    case Preamble::kJavaScript:
      return KeepJavaScriptTop(top);
    case Preamble::kSql:
      return KeepSqlTop(top);
    case Preamble::kTex:
      top.KeepWhile(IsTexMagic);
      return true;
    case Preamble::kFreeMarker:
      return KeepFreeMarkerTop(top);
    case Preamble::kErb:
      return KeepErbTop(top);
    case Preamble::kBasic:
      return KeepBasicTop(top);
    case Preamble::kRegistry:
      top.KeepLine();
      return true;
    case Preamble::kPlain:
    case Preamble::kPhp:  // See FindPhpPlace.
      return true;
    case Preamble::kUnsure:
      return false;
  }
  return false;
}

// Behind the opening tag. Where the page's text comes first, in a block of our own: PHP leaves out
// the line break behind `?>`.
std::optional<HeaderPlace> FindPhpPlace(TopOfFile top) {
  constexpr std::string_view kTag = "<?php";
  if (top.rest().starts_with(kTag)) {
    const std::string_view line = top.Line();
    const bool alone = line == kTag || line == "<?php declare(strict_types=1);";
    alone ? top.KeepLine() : top.Keep(kTag.size());
    return HeaderPlace{.offset = top.kept()};
  }
  if (!Contains(top.rest(), kTag) && !Contains(top.rest(), "<?=")) return std::nullopt;
  return HeaderPlace{.offset = top.kept(), .form = HeaderPlace::Form::kPhpBlock};
}

}  // namespace

std::optional<HeaderPlace> FindHeaderPlace(std::string_view text, const CommentStyle& style) {
  TopOfFile top(text);
  const bool front_matter = style.front_matter && style.preamble != Preamble::kMarkdown;
  if (front_matter && FrontMatterEnd(text)) {
    top.KeepLine();
    return HeaderPlace{.offset = top.kept(), .form = HeaderPlace::Form::kFrontMatter};
  }
  if (!KeepFirstLines(top)) return std::nullopt;
  if (style.preamble == Preamble::kPhp) return FindPhpPlace(top);
  if (!KeepTopOf(style.preamble, top)) return std::nullopt;
  return HeaderPlace{.offset = top.kept()};
}

}  // namespace headwater::license
