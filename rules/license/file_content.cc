// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/file_content.h"

#include <algorithm>

namespace headwater::license {
namespace {

// What a file is shows early; a longer look would cost more than it tells.
constexpr size_t kLookedAtBytes = size_t{16} << 10U;

constexpr Literal kPhpTags = "<?php|<?=";
constexpr Literal kGoActions =
    "{{-|{{/*|{{ if|{{if|{{ define|{{define|{{ range|{{ with|{{ template|{{ include|{{ .|{{.|{{ $";
constexpr Literal kJinjaTags = "{%|{#";

constexpr Evidence kEvidence[] = {
    {"m", "slashes",
     "#import|#include|#pragma|#define|#if|@interface|@implementation|@import|"
     "@protocol|@class|@autoreleasepool|//|/*"},
    {"m", "matlab",
     "%|function |function[|classdef |clear|clc|close all|##|disp(|fprintf(|printf("},
    {"m", "ml", "(*"},
    {"m", "erlang", ":- module|:- interface"},
    {"pl", "perl",
     "use |package |my |our |sub |require |BEGIN {|#!/usr/bin/perl|#!/usr/bin/env perl|"
     "print |__END__"},
    {"pl", "prolog", ":-|?-|% |%%|#!/usr/bin/env swipl|#!/usr/bin/swipl"},
    {"v", "verilog",
     "endmodule|`timescale|`include|`define|`default_nettype|`ifdef|always |assign |"
     "reg |wire |input |output |initial "},
    {"v", "ml",
     "Require |From |Theorem |Lemma |Inductive |Definition |Fixpoint |Section |Proof|(*|"
     "Module |Import |Set |Record "},
    {"v", "slashes, nested blocks", "fn |pub fn |pub struct |import |struct "},
    {"pp", "hash", "class |define |node |include |# |notify |package |file |$"},
    {"pp", "pascal", "unit |program |uses|interface|implementation|{|(*|library |begin"},
    {"cl", "c", "__kernel|kernel |#pragma|#include|#define|#if|//|/*|__constant"},
    {"cl", "lisp", "(|;"},
    {"pro", "hash", "QT |QT+|TEMPLATE|TARGET|SOURCES|HEADERS|CONFIG|SUBDIRS|include(|# |RESOURCES"},
    {"pro", "prolog", ":-|?-|% |%%"},
    {"pro", "semicolon", ";|pro |PRO |function |FUNCTION "},
    {"cls", "tex", "\\NeedsTeXFormat|\\ProvidesClass|\\LoadClass|%|\\RequirePackage"},
    {"cls", "basic", "VERSION |Attribute VB_|Option Explicit|'"},
    {"cls", "java", "public |global |private |@|/**|//|/*"},
    {"d", "d", "module |import |//|/*|/+|@safe|void main|int main|unittest|struct |class "},
    {"d", "c", "#pragma D|#!/usr/sbin/dtrace|syscall:|profile:|dtrace:|provider "},
    {"fs", "f sharp", "module |namespace |open |let |type |(*|[<|#if |#load|#r "},
    {"fs", "slashes",
     "#version|void main|precision |uniform |varying |layout(|layout (|in vec|"
     "out vec|/*"},
    {"fs", "forth", "\\ |: |( |variable |VARIABLE "},
    {"l", "c", "%{|%option|%%|/*|%x |%s |#include"},
    {"l", "lisp", "(|;"},
    {"inc", "php", kPhpTags},
    {"inc", "c", "#include|#define|#if|#pragma|//|/*|static |extern "},
    {"inc", "hash", "SUMMARY|DESCRIPTION|LICENSE|SRC_URI|inherit |require |DEPENDS|# "},
    {"inc", "semicolon", ";"},
    {"inc", "html", "<!--|<div|<p|<table|<script"},
    {"inc", "pascal", "{$|(*|procedure "},
    {"ts", "xml", "<?xml|<!DOCTYPE TS", true, false},
    {"cmd", "batch", "@|rem |REM |::|set |SET |if |IF |call |CALL |echo |ECHO |goto |setlocal"},
    {"cmd", "rexx", "/*|say |parse "},
    {"tpl", "go template", kGoActions},
    {"tpl", "smarty", "{*|{$|{if |{include |{extends |{foreach |{block |{assign "},
    {"tpl", "jinja", kJinjaTags},
    {"tpl", "php", kPhpTags},
    {"tmpl", "go template", kGoActions},
    {"tmpl", "jinja", kJinjaTags},
    {"tmpl", "php", kPhpTags},
    {"sls", "lisp", "(|;|#!r6rs", true},
    // An action that stands first may swallow the line break of a comment before it.
    {"yaml", "go template", kGoActions, true},
    {"yaml", "jinja", kJinjaTags, true},
    {"yml", "go template", kGoActions, true},
    {"yml", "jinja", kJinjaTags, true},
};

std::string_view WithoutBlanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t\r"), text.size()));
}

bool StartsWithOneOf(std::string_view line, std::string_view starts) {
  while (!starts.empty()) {
    const size_t end = std::min(starts.find('|', 1), starts.size());
    if (line.starts_with(starts.substr(0, end))) return true;
    starts.remove_prefix(std::min(end + 1, starts.size()));
  }
  return false;
}

bool IsShown(std::string_view text, const Evidence& row) {
  if (row.first_only) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    return StartsWithOneOf(text, row.starts.view());
  }
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    if (StartsWithOneOf(WithoutBlanks(text.substr(0, end)), row.starts.view())) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

}  // namespace

std::span<const Evidence> AllEvidence() { return kEvidence; }

std::optional<FileKind> KindShownBy(std::string_view text, std::string_view extension) {
  text = text.substr(0, kLookedAtBytes);
  const Evidence* shown = nullptr;
  for (const Evidence& row : kEvidence) {
    if (row.extension.view() != extension || !IsShown(text, row)) continue;
    if (shown != nullptr) return std::nullopt;
    shown = &row;
  }
  if (shown == nullptr) return std::nullopt;
  return FileKind{&StyleNamed(shown->style.view()), shown->source};
}

}  // namespace headwater::license
