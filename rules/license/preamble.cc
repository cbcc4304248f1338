// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>

#include "rules/license/header.h"

namespace headwater::license {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool StartsWithIgnoringCase(std::string_view text, std::string_view start) {
  return text.size() >= start.size() &&
         std::equal(start.begin(), start.end(), text.begin(),
                    [](char a, char b) { return Lower(a) == Lower(b); });
}

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

/// The first lines of a text, and how many of them are to stay.
class Top {
 public:
  explicit Top(std::string_view text) : rest_(text) {}

  std::string_view rest() const { return rest_; }
  uint32_t kept() const { return kept_; }

  /// The next line without blanks around it.
  std::string_view Line() const {
    return Trim(rest_.substr(0, std::min(rest_.find('\n'), rest_.size())));
  }

  void Keep() {
    rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size() - 1) + 1);
    ++kept_;
  }

  template <typename Belongs>
  void KeepWhile(Belongs&& belongs) {
    while (!rest_.empty() && belongs(Line())) Keep();
  }

 private:
  std::string_view rest_;
  uint32_t kept_ = 0;
};

// Lines that mean something only as the first one of a file, in whatever language.
bool IsFirstLineOnly(std::string_view line) {
  if (line.starts_with("#!")) return !line.starts_with("#![");  // Rust's inner attribute.
  constexpr std::array<std::string_view, 6> kStarts = {"#lang",         "#compdef", "#autoload",
                                                       "#cloud-config", "%&",       "# language:"};
  const bool known = std::any_of(kStarts.begin(), kStarts.end(), [line](std::string_view start) {
    return line.starts_with(start);
  });
  return known || Contains(line, "-*-");
}

// A comment that goes on in the next line: a header behind it would end it.
bool OpensBlock(std::string_view line) {
  constexpr std::array<std::array<std::string_view, 2>, 5> kBlocks = {
      {{"/*", "*/"}, {"<!--", "-->"}, {"{-", "-}"}, {"(*", "*)"}, {"#|", "|#"}}};
  return std::any_of(kBlocks.begin(), kBlocks.end(), [line](const auto& block) {
    return Contains(line, block[0]) && !Contains(line, block[1]);
  });
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

bool KeepPythonTop(Top& top) {
  Top next = top;
  next.Keep();
  const bool in_second_line = top.kept() == 0 && top.Line().starts_with('#') &&
                              !next.rest().empty() && IsCodingCookie(next.Line());
  if (in_second_line) top.Keep();
  if (IsCodingCookie(top.Line())) top.Keep();
  return true;
}

// https://docs.docker.com/reference/dockerfile/#parser-directives
bool IsDockerDirective(std::string_view line) {
  if (!line.starts_with('#')) return false;
  line = Trim(line.substr(1));
  constexpr std::array<std::string_view, 3> kDirectives = {"syntax", "escape", "check"};
  return std::any_of(kDirectives.begin(), kDirectives.end(), [line](std::string_view directive) {
    return StartsWithIgnoringCase(line, directive) &&
           Trim(line.substr(directive.size())).starts_with('=');
  });
}

// Declaration and DOCTYPE, each only when it is one whole line.
bool KeepXmlProlog(Top& top) {
  if (top.rest().starts_with("<?xml")) {
    if (!top.Line().ends_with("?>")) return false;
    top.Keep();
  }
  if (StartsWithIgnoringCase(top.Line(), "<!doctype")) {
    if (!top.Line().ends_with('>') || Contains(top.Line(), "[")) return false;
    top.Keep();
  }
  return true;
}

// Templates: what stands before the first tag may become a part of the page.
bool KeepHtmlTop(Top& top) {
  const std::string_view first = Trim(top.rest());
  constexpr std::array<std::string_view, 7> kTemplate = {"{%",  "{{", "<%", "<?php",
                                                         "---", "@",  "<#"};
  const bool is_template = std::any_of(kTemplate.begin(), kTemplate.end(),
                                       [&](auto start) { return first.starts_with(start); });
  return !is_template && KeepXmlProlog(top);
}

bool KeepPhpTop(Top& top) {
  const std::string_view line = top.Line();
  if (line != "<?php" && line != "<?php declare(strict_types=1);") return false;
  top.Keep();
  return true;
}

bool KeepCssTop(Top& top) {
  if (!top.rest().starts_with("@charset")) return true;
  if (!top.Line().ends_with(';')) return false;
  top.Keep();
  return true;
}

// Tools that read only a file's first comment would find ours instead.
bool KeepJavaScriptTop(Top& top) {
  const std::string_view first = Trim(top.rest());
  if (!first.starts_with("/*") && !first.starts_with("//")) return true;
  const std::string_view comment =
      first.substr(0, first.starts_with("//") ? first.find('\n') : first.find("*/"));
  constexpr std::array<std::string_view, 3> kPragmas = {"@jest", "@flow", "@jsx"};
  return std::none_of(kPragmas.begin(), kPragmas.end(),
                      [comment](auto pragma) { return Contains(comment, pragma); });
}

bool KeepBatchTop(Top& top) {
  if (StartsWithIgnoringCase(top.Line(), "@echo off")) top.Keep();
  return true;
}

bool KeepSqlTop(Top& top) {
  if (Contains(top.Line(), "liquibase formatted sql")) top.Keep();
  return true;
}

bool KeepYamlTop(Top& top) {
  if (top.rest().starts_with("$ANSIBLE_VAULT")) return false;
  top.KeepWhile([](std::string_view line) { return line.starts_with('%'); });
  return true;
}

bool KeepTopOf(Preamble preamble, Top& top) {
  switch (preamble) {
    case Preamble::kPlain:
      return true;
    case Preamble::kPython:
      return KeepPythonTop(top);
    case Preamble::kRuby:
      top.KeepWhile(IsRubyMagic);
      return true;
    case Preamble::kXml:
      return KeepXmlProlog(top);
    case Preamble::kHtml:
      return KeepHtmlTop(top);
    case Preamble::kPhp:
      return KeepPhpTop(top);
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
    case Preamble::kUnsure:
      return false;
  }
  return false;
}

}  // namespace

std::optional<uint32_t> LinesToKeep(std::string_view text, Preamble preamble) {
  Top top(text);
  if (top.rest().empty()) return 0;
  if (IsFirstLineOnly(top.Line())) {
    if (OpensBlock(top.Line())) return std::nullopt;
    top.Keep();
    // A second editor line may follow `#!`.
    if (!top.rest().empty() && Contains(top.Line(), "-*-")) top.Keep();
  }
  if (!top.rest().empty() && !KeepTopOf(preamble, top)) return std::nullopt;
  if (preamble == Preamble::kPhp && top.kept() == 0) return std::nullopt;
  return top.kept();
}

}  // namespace headwater::license
