// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/header.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "headwater/fix.h"

namespace headwater::license {
namespace {

constexpr std::string_view kUnchanged = "(nothing is suggested)";

// In two parts: these lines are no licence of this file.
const std::string kTag =
    "SPDX-License-"
    "Identifier: MIT";

// The file with the suggested header; `H` in the expectations stands for the tag.
std::string Mended(std::string_view path, std::string_view text,
                   const std::vector<std::string>& lines = {kTag}) {
  const SourceText source = DecodeSource(std::string(text));
  const auto kind = FileKindOf(path, source.text);
  if (!kind) return "(no kind)";
  const auto fix = SuggestHeader(Untrusted(std::string(path)), source, *kind->style, lines);
  if (!fix) return std::string(kUnchanged);
  if (fix->kind == Fix::Kind::kCreate) return fix->path.bytes() + ": " + fix->text.bytes();
  const Edit edit{fix->lines, fix->text.bytes()};
  const EditPlan plan = PlanEdits(text, std::span(&edit, 1));
  EXPECT_TRUE(plan.applied.front()) << path;
  std::string after = ApplyEdits(text, plan.edits);
  for (size_t at = after.find(kTag); at != std::string::npos; at = after.find(kTag)) {
    after.replace(at, kTag.size(), "H");
  }
  return after;
}

TEST(HeaderTest, WhatHasToBeFirstStaysFirst) {
  EXPECT_EQ("#!/bin/sh\n# H\n\nls\n", Mended("a.sh", "#!/bin/sh\nls\n"));
  EXPECT_EQ("#!/bin/sh\n# H\n", Mended("a.sh", "#!/bin/sh")) << "a line that is not ended";
  EXPECT_EQ("#!perl -w\n# H\n\nprint 1;\n", Mended("a.pm", "#!perl -w\nprint 1;\n"));
  EXPECT_EQ("#!/usr/bin/escript\n%%! -smp\n% H\n\nmain(_) -> ok.\n",
            Mended("a.escript", "#!/usr/bin/escript\n%%! -smp\nmain(_) -> ok.\n"));
  EXPECT_EQ("#lang racket\n; H\n\n1\n", Mended("a.rkt", "#lang racket\n1\n"));
  EXPECT_EQ("; -*- lexical-binding: t -*-\n; H\n\n1\n",
            Mended("a.el", "; -*- lexical-binding: t -*-\n1\n"));
  EXPECT_EQ("# vim: set ft=sh:\n# H\n\nls\n", Mended("a.sh", "# vim: set ft=sh:\nls\n"));
  EXPECT_EQ("// H\n\n#![no_std]\n", Mended("a.rs", "#![no_std]\n"));
  EXPECT_EQ("# language: de\n# H\n\nFunktionalit\xC3\xA4t: x\n",
            Mended("a.feature", "# language: de\nFunktionalit\xC3\xA4t: x\n"));
  EXPECT_EQ("#%RAML 1.0\n# H\n\ntitle: x\n", Mended("a.raml", "#%RAML 1.0\ntitle: x\n"));
  EXPECT_EQ("'\\\" t\n.\\\" H\n.TH X 1\n", Mended("a.1", "'\\\" t\n.TH X 1\n"));
  EXPECT_EQ("REGEDIT4\n; H\n\n[HKEY]\n", Mended("a.reg", "REGEDIT4\n[HKEY]\n"));
}

TEST(HeaderTest, EncodingLinesStayWhereTheyCount) {
  EXPECT_EQ("# -*- coding: latin-1 -*-\n# H\n\nx\n",
            Mended("a.py", "# -*- coding: latin-1 -*-\nx\n"));
  EXPECT_EQ("#!/usr/bin/python3\n# coding=utf-8\n# H\n\nx\n",
            Mended("a.py", "#!/usr/bin/python3\n# coding=utf-8\nx\n"));
  EXPECT_EQ("# frozen_string_literal: true\n# H\n\nx\n",
            Mended("a.rb", "# frozen_string_literal: true\nx\n"));
  EXPECT_EQ("@charset \"utf-8\";\n/* H */\n\na{}\n", Mended("a.css", "@charset \"utf-8\";\na{}\n"));
  EXPECT_EQ("@charset \"utf-8\";\n/* H */\n\na{}\n", Mended("a.css", "@charset \"utf-8\"; a{}\n"));
}

TEST(HeaderTest, MarkupKeepsItsProlog) {
  EXPECT_EQ("<?xml version=\"1.0\"?>\n<!-- H -->\n\n<a/>\n",
            Mended("a.xml", "<?xml version=\"1.0\"?>\n<a/>\n"));
  EXPECT_EQ("<?xml version=\"1.0\"?>\n<!-- H -->\n\n<a/>\n",
            Mended("a.xml", "<?xml version=\"1.0\"?><a/>\n"))
      << "a declaration that shares its line";
  EXPECT_EQ("<?xml version=\"1.0\"?>\n<?xml-stylesheet href=\"a\"?>\n<!-- H -->\n\n<a/>\n",
            Mended("a.xml", "<?xml version=\"1.0\"?>\n<?xml-stylesheet href=\"a\"?>\n<a/>\n"));
  EXPECT_EQ("<!DOCTYPE html>\n<!-- H -->\n\n<p>\n", Mended("a.html", "<!DOCTYPE html>\n<p>\n"));
  EXPECT_EQ("<!DOCTYPE html PUBLIC \"x\"\n  \"y\">\n<!-- H -->\n\n<p>\n",
            Mended("a.html", "<!DOCTYPE html PUBLIC \"x\"\n  \"y\">\n<p>\n"));
  EXPECT_EQ("<!-- H -->\n\n<!DOCTYPE a [\n<!ENTITY b \"c\">\n]>\n<a/>\n",
            Mended("a.xml", "<!DOCTYPE a [\n<!ENTITY b \"c\">\n]>\n<a/>\n"))
      << "before a DOCTYPE a comment may stand";
  EXPECT_EQ(kUnchanged, Mended("a.props", "key=value\n")) << "no XML";
  EXPECT_EQ("<?xml version=\"1.0\"?>\n<!-- H -->\n\n<TS></TS>\n",
            Mended("a.ts", "<?xml version=\"1.0\"?>\n<TS></TS>\n"));
  EXPECT_EQ("<!-- H -->\n\n<template/>\n", Mended("a.vue", "<template/>\n"));
}

TEST(HeaderTest, PhpPutsNothingIntoThePage) {
  EXPECT_EQ("<?php\n// H\n\necho 1;\n", Mended("a.php", "<?php\necho 1;\n"));
  EXPECT_EQ("<?php\n// H\n\nnamespace A;\n", Mended("a.php", "<?php namespace A;\n"));
  EXPECT_EQ("<?php\n// H\n?>\n<p><?= 1 ?>\n", Mended("a.phtml", "<p><?= 1 ?>\n"));
  EXPECT_EQ("<?php\r\n// H\r\n?>\r\n<p><?php x(); ?>\r\n", Mended("a.php", "<p><?php x(); ?>\r\n"));
  EXPECT_EQ(kUnchanged, Mended("a.theme", "[Icon Theme]\n")) << "no PHP";
}

TEST(HeaderTest, TemplatesPutNothingIntoTheirOutput) {
  EXPECT_EQ("{#\nH\n#}<p>\n", Mended("a.html.j2", "<p>\n"));
  EXPECT_EQ("#!/bin/sh\n{#\nH\n#}ls\n", Mended("a.sh.j2", "#!/bin/sh\nls\n"));
  EXPECT_EQ("{% comment %}\nH\n{% endcomment %}<p>\n", Mended("a.liquid", "<p>\n"));
  EXPECT_EQ("{{--\nH\n--}}@extends('a')\n", Mended("a.blade.php", "@extends('a')\n"));
  EXPECT_EQ("{{/*\nH\n*/}}{{- if .Values.a }}\na: b\n{{- end }}\n",
            Mended("t/a.yaml", "{{- if .Values.a }}\na: b\n{{- end }}\n"));
  EXPECT_EQ("# H\n\na: {{ .Values.a }}\n", Mended("t/a.yaml", "a: {{ .Values.a }}\n"));
  EXPECT_EQ("{{/*\nH\n*/}}{{ define \"a\" }}\n", Mended("t/_helpers.tpl", "{{ define \"a\" }}\n"));
  EXPECT_EQ("{*\nH\n*}{if $a}b{/if}\n", Mended("a.tpl", "{if $a}b{/if}\n"));
  EXPECT_EQ("{{!-- H --}}\n{{a}}\n", Mended("a.hbs", "{{a}}\n"));
  EXPECT_EQ("<%#\nH\n%><p>\n", Mended("a.html.erb", "<p>\n"));
  EXPECT_EQ(kUnchanged, Mended("a.html.erb", "<% if a %>\n"));
  EXPECT_EQ("<#ftl encoding=\"utf-8\">\n<#--\nH\n--><p>\n",
            Mended("a.ftl", "<#ftl encoding=\"utf-8\">\n<p>\n"));
  EXPECT_EQ(kUnchanged, Mended("a.ftl", "[#if a]b[/#if]\n"));
  EXPECT_EQ(kUnchanged, Mended("a.html", "{% extends 'a' %}\n")) << "whose template is not known";
  EXPECT_EQ(kUnchanged, Mended("a.tpl", "<%= a %>\n"));
}

TEST(HeaderTest, FrontMatterStaysFirst) {
  EXPECT_EQ("---\ntitle: A\n---\n<!-- H -->\n\n# A\n", Mended("a.md", "---\ntitle: A\n---\n# A\n"));
  EXPECT_EQ("+++\ntitle = 'A'\n+++\n<!-- H -->\n\n# A\n",
            Mended("a.md", "+++\ntitle = 'A'\n+++\n# A\n"));
  EXPECT_EQ("---\n# H\nlayout: x\n---\n<p>\n", Mended("a.html", "---\nlayout: x\n---\n<p>\n"))
      << "behind it everything is output";
  EXPECT_EQ("---\n# H\n---\n@import 'a';\n", Mended("a.scss", "---\n---\n@import 'a';\n"));
  EXPECT_EQ("%YAML 1.2\n# H\n\n---\na: b\n", Mended("a.yaml", "%YAML 1.2\n---\na: b\n"));
  EXPECT_EQ("# H\n\n---\na: b\n", Mended("a.yaml", "---\na: b\n"));
  EXPECT_EQ(kUnchanged, Mended("a.yml", "$ANSIBLE_VAULT;1.1;AES256\n6138\n"));
}

TEST(HeaderTest, DirectivesOfToolsStayInForce) {
  EXPECT_EQ("# syntax=docker/dockerfile:1\n# escape=`\n# H\n\nFROM a\n",
            Mended("Dockerfile", "# syntax=docker/dockerfile:1\n# escape=`\nFROM a\n"));
  EXPECT_EQ("@echo off\n:: H\n\ndir\n", Mended("a.bat", "@echo off\ndir\n"));
  EXPECT_EQ(kUnchanged, Mended("a.bat", "<# : batch\n"));
  EXPECT_EQ("// H\n\n//go:build linux\n\npackage a\n",
            Mended("a.go", "//go:build linux\n\npackage a\n"));
  EXPECT_EQ("// H\n\n\"use client\";\n", Mended("a.tsx", "\"use client\";\n"));
  EXPECT_EQ("/** @jest-environment jsdom */\n// H\n\nx();\n",
            Mended("a.test.js", "/** @jest-environment jsdom */\nx();\n"));
  EXPECT_EQ("// @flow\n// H\n\nx();\n", Mended("a.js", "// @flow\nx();\n"));
  EXPECT_EQ("--liquibase formatted sql\n-- H\n\nSELECT 1;\n",
            Mended("a.sql", "--liquibase formatted sql\nSELECT 1;\n"));
  EXPECT_EQ("% !TEX root = a.tex\n% H\n\n\\begin{a}\n",
            Mended("a.tex", "% !TEX root = a.tex\n\\begin{a}\n"));
  EXPECT_EQ("Attribute VB_Name = \"A\"\n' H\n\nSub A()\n",
            Mended("a.bas", "Attribute VB_Name = \"A\"\nSub A()\n"));
  EXPECT_EQ(kUnchanged, Mended("a.cls", "VERSION 1.0 CLASS\nBEGIN\n"));
}

TEST(HeaderTest, LanguagesOfOneEndingAreToldApart) {
  EXPECT_EQ("// H\n\n#import <A.h>\n", Mended("a.m", "#import <A.h>\n"));
  EXPECT_EQ("% H\n\nfunction y = f(x)\n", Mended("a.m", "function y = f(x)\n"));
  EXPECT_EQ(kUnchanged, Mended("a.m", "x = 1;\n"));
  EXPECT_EQ("# H\n\nuse strict;\n", Mended("a.pl", "use strict;\n"));
  EXPECT_EQ("% H\n\n:- module(a, []).\n", Mended("a.pl", ":- module(a, []).\n"));
  EXPECT_EQ("// H\n\nmodule a;\nendmodule\n", Mended("a.v", "module a;\nendmodule\n"));
  EXPECT_EQ("(* H *)\n\nRequire Import Lia.\n", Mended("a.v", "Require Import Lia.\n"));
  EXPECT_EQ("# H\n\nclass a {}\n", Mended("a.pp", "class a {}\n"));
  EXPECT_EQ("// H\n\nunit A;\n", Mended("a.pp", "unit A;\n"));
}

TEST(HeaderTest, EncodingsAreKept) {
  EXPECT_EQ("\xEF\xBB\xBF// H\n\nclass A {}\n", Mended("a.cs",
                                                       "\xEF\xBB\xBF"
                                                       "class A {}\n"));
  EXPECT_EQ("\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<!-- H -->\r\n\r\n<a/>\r\n",
            Mended("a.xml", "\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<a/>\r\n"));
  EXPECT_EQ("\xEF\xBB\xBF// H\n", Mended("a.cs", "\xEF\xBB\xBF"));
  EXPECT_EQ(kUnchanged, Mended("a.1", "\xEF\xBB\xBF.TH X 1\n")) << "columns count";
  EXPECT_EQ("a.cs.license: " + kTag + "\n", Mended("a.cs", std::string_view("\xFF\xFE"
                                                                            "a\0",
                                                                            4)));
  EXPECT_EQ(kUnchanged, Mended("a.c", "int a;\rint b;\r"));
  const std::string holder = "SPDX-FileCopyrightText: 2026 K\xC3\xB6ln";
  EXPECT_EQ("// " + holder + "\n// H\n\n// \xC3\xA4\n",
            Mended("a.cc", "// \xC3\xA4\n", {holder, kTag}));
  EXPECT_EQ("// H\n\n// \xE4\n", Mended("a.cc", "// \xE4\n", {holder, kTag})) << "Latin-1";
  EXPECT_EQ("# coding: latin-1\n# H\n\nx\n",
            Mended("a.py", "# coding: latin-1\nx\n", {holder, kTag}));
}

TEST(HeaderTest, ANoticeWithoutLicenceIsCompletedInItsComment) {
  const std::string holder = "SPDX-FileCopyrightText: 2026 Example Agency";
  const auto mended = [&](std::string_view path, std::string_view text) {
    return Mended(path, text, {holder, kTag});
  };
  EXPECT_EQ("/*\n * Copyright 2020 A\n * H\n *\n * Text.\n */\nint a;\n",
            mended("a.c", "/*\n * Copyright 2020 A\n *\n * Text.\n */\nint a;\n"));
  EXPECT_EQ("/* Copyright 2020 A */\n/* H */\nint a;\n",
            mended("a.c", "/* Copyright 2020 A */\nint a;\n"));
  EXPECT_EQ("/* Copyright 2020 A\n * H\n * Text. */\n",
            mended("a.c", "/* Copyright 2020 A\n * Text. */\n"));
  EXPECT_EQ("/*\n * Text.\n * H\n * Copyright 2020 A */\nint a;\n",
            mended("a.c", "/*\n * Text.\n * Copyright 2020 A */\nint a;\n"));
  EXPECT_EQ("#!/bin/sh\n# Copyright 2020 A\n# \xC2\xA9 2021 B B B\n# H\n\nls\n",
            mended("a.sh", "#!/bin/sh\n# Copyright 2020 A\n# \xC2\xA9 2021 B B B\n\nls\n"));
  EXPECT_EQ("<!-- Copyright 2020 A\n     H\n-->\n<a/>\n",
            mended("a.xml", "<!-- Copyright 2020 A\n-->\n<a/>\n"));
  EXPECT_EQ("@echo off\r\nREM Copyright 2020 A\r\nREM H\r\ndir\r\n",
            mended("a.bat", "@echo off\r\nREM Copyright 2020 A\r\ndir\r\n"));
}

TEST(HeaderTest, ANoticeBelowCodeIsNotTheHeader) {
  EXPECT_EQ("// H\n\nint a;\n// Copyright 2020 A\n",
            Mended("a.cc", "int a;\n// Copyright 2020 A\n"));
}

}  // namespace
}  // namespace headwater::license
