// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "rules/license/copyright_notice.h"
#include "rules/license/licensing.h"

// The texts below are full of tags that are not this file's: REUSE-IgnoreStart

namespace headwater::license {
namespace {

FileLicensing Read(const std::string& path, const std::string& bytes) {
  return Licensing::OfText(path, DecodeSource(bytes));
}

std::vector<std::string> Expressions(const FileLicensing& licensing) {
  std::vector<std::string> texts;
  for (const LicenseStatement& license : licensing.licenses) texts.push_back(license.text);
  return texts;
}

std::vector<std::string> Notices(const FileLicensing& licensing) {
  std::vector<std::string> texts;
  for (const CopyrightNotice& notice : licensing.copyrights) texts.push_back(notice.text);
  return texts;
}

using Texts = std::vector<std::string>;

struct HolderCase {
  const char* notice;
  const char* holder;
};

TEST(CopyrightNoticeTest, HolderIsWhatIsLeftWithoutYearsSignsAndAddresses) {
  constexpr HolderCase kCases[] = {
      {"2026 Example Ltd.", "Example Ltd"},
      {"Copyright (C) 2001, 2003-2005 Alex Example <alex@example.org>", "Alex Example"},
      {"Copyright © 2001 – 2004 by Example GmbH & Co. KG", "Example GmbH & Co. KG"},
      {"© Example Ltd., 2020", "Example Ltd"},
      {"Copyright: 2020-present Example Ltd. All rights reserved.", "Example Ltd"},
      {"Copyright 1999-04 Alex Example", "Alex Example"},
      {"SPDX-FileCopyrightText: (c) 2020 Example", "Example"},
      {"2026 Müller & Söhne", "Müller & Söhne"},
      {"Copyright (C) 2026", ""},
      {"Copyright (C) <year> <name of author>", ""},
      {"Copyright [yyyy] [name of copyright owner]", ""},
      {"2026 <alex@example.org>", ""},
      {"Copyright (C) <2013> <Alex Example>", "Alex Example"},
      {"Copyright (C) <2013> <Your Name>", ""},
      {"Copyright (C) <year> <Copyright Holder>", ""},
      {"", ""},
      {"Copyright (C) YEAR THE PACKAGE'S COPYRIGHT HOLDER", ""},
      {"3M", "3M"},
      {"2020 2k Games", "2k Games"},
      {"Copyright (2016-2017) Example Ltd", "Example Ltd"},
  };
  for (const HolderCase& c : kCases) EXPECT_EQ(c.holder, HolderOf(c.notice)) << c.notice;
}

struct NoticeCase {
  const char* line;
  const char* text;  ///< nullptr: no notice.
};

TEST(CopyrightNoticeTest, FindsNoticesAndLeavesProse) {
  constexpr NoticeCase kCases[] = {
      {" SPDX-FileCopyrightText: 2026 Example", "2026 Example"},
      {" * Copyright (C) 2026 Example   *", "Copyright (C) 2026 Example"},
      {" Copyright The Example Authors", "Copyright The Example Authors"},
      {" © Example", "© Example"},
      {" Portions Copyright (c) 1999 Example", "Copyright (c) 1999 Example"},
      {" \xA9 2026 Example", "\xA9 2026 Example"},
      {" Copyright (2016-2017) Example", "Copyright (2016-2017) Example"},
      {" Copyright (ST) 2012 Alex Example", "Copyright (ST) 2012 Alex Example"},
      {" * (C) Copyright Example Corp. 2001, 2004", "Copyright Example Corp. 2001, 2004"},
      {" Copyright by Alex Example", "Copyright by Alex Example"},
      {" Copyright by law", nullptr},
      {" Copyright (see below) 2012", nullptr},
      {" (c) The Copyright Example claims", nullptr},
      {" Copyright year out of date", nullptr},
      {" The Copyright Example claims", nullptr},
      {" Copyright Notice", nullptr},
      {" Copyright holders are asked", nullptr},
      {" (c) 2026 Example", nullptr},
      {" copyright 2026 Example", nullptr},
      {" COPYRIGHT 2026 Example", nullptr},
      {" Copyrighted 2026 by Example", nullptr},
      {" a\xC3\xA9 2026", nullptr},
      {" x-SPDX-FileCopyrightText: Example", nullptr},
      {" Copyright", nullptr},
      {"", nullptr},
  };
  for (const NoticeCase& c : kCases) {
    const auto found = FindNotice(c.line);
    EXPECT_EQ(c.text != nullptr, found.has_value()) << c.line;
    if (found && c.text != nullptr) {
      EXPECT_EQ(c.text, found->text) << c.line;
    }
  }
}

TEST(SourceTextTest, CountsAsManyLinesAsHaveANumber) {
  const struct {
    const char* text;
    uint64_t lines;
  } kCases[] = {{"", 0},       {"a", 1},           {"a\n", 1},     {"a\r\nb\r\n", 2},
                {"a\rb\r", 2}, {"a\nb\r", 2},      {"a\n\rb", 2},  {"a\rb\rc\n", 2},
                {"a\rb", 2},   {"a\r\nb\r\nc", 3}, {"a\rb\rc", 3}, {"\n", 1}};
  for (const auto& c : kCases) EXPECT_EQ(c.lines, CountLines(c.text)) << c.text;
}

TEST(HeaderTest, StatementsHaveTheirPlaces) {
  const auto read =
      Read("a.c", "\n/* Copyright 2026 Example\n * SPDX-License-Identifier: MIT */\n");
  ASSERT_EQ(1U, read.licenses.size());
  EXPECT_EQ(3U, read.licenses[0].place.line);
  EXPECT_EQ(29U, read.licenses[0].column);
  EXPECT_EQ("a.c", read.licenses[0].place.path);
  ASSERT_EQ(1U, read.copyrights.size());
  EXPECT_EQ(2U, read.copyrights[0].place.line);
}

TEST(HeaderTest, LinesAreCountedWhateverEndsThem) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const auto read = Read("a.py", "#" + end + "#" + end + "# SPDX-License-Identifier: MIT" + end);
    ASSERT_EQ(1U, read.licenses.size());
    EXPECT_EQ(3U, read.licenses[0].place.line);
    EXPECT_EQ("MIT", read.licenses[0].text);
  }
}

TEST(HeaderTest, AllLicensesOfAFileAreRead) {
  const auto read =
      Read("a.c", "// SPDX-License-Identifier: MIT\nint a;\n// SPDX-License-Identifier: ISC\n");
  EXPECT_EQ((Texts{"MIT", "ISC"}), Expressions(read));
}

TEST(HeaderTest, WhatIsNoExpressionIsKeptWithItsFault) {
  const auto read = Read("a.c", "// SPDX-License-Identifier: Apache License\n");
  ASSERT_EQ(1U, read.licenses.size());
  EXPECT_FALSE(read.licenses[0].expression.has_value());
  EXPECT_FALSE(read.licenses[0].error.message.empty());
  EXPECT_FALSE(read.NamesLicense());
}

TEST(HeaderTest, NameMayStandBelowItsYears) {
  EXPECT_EQ((Texts{"Copyright (C) 2001, 2002, Example Ltd."}),
            Notices(Read("a.c", "/*\n * Copyright (C) 2001, 2002,\n *   Example Ltd.\n */\n")));
  EXPECT_EQ((Texts{"Copyright (C) 2001 Example Ltd."}),
            Notices(Read("a.py", "# Copyright (C) 2001\n# Example Ltd.\n")));
  // Below it stands something else.
  for (const char* next :
       {"\n", "import x\n", "# SPDX-License-Identifier: MIT\n", "# by nobody\n"}) {
    EXPECT_EQ((Texts{"Copyright (C) 2001"}),
              Notices(Read("a.py", "# Copyright (C) 2001\n" + std::string(next))));
  }
}

TEST(HeaderTest, Latin1BecomesUtf8) {
  const auto read = Read("a.c", "// Copyright \xA9 2026 M\xFCller\n");
  EXPECT_EQ((Texts{"Copyright © 2026 Müller"}), Notices(read));
  EXPECT_EQ("Müller", read.copyrights[0].holder);
}

TEST(HeaderTest, TagsOutsideOfCommentsAreRecordedAndDoNotCount) {
  const auto read = Read("a.py",
                         "A = '# SPDX-License-Identifier: MIT\\n'\nB = 1\n"
                         "C = 'SPDX-FileCopyrightText: Example'\n"
                         "D = 'SPDX-License-Identifier: %s'\n");
  EXPECT_TRUE(read.licenses.empty());
  EXPECT_TRUE(read.copyrights.empty());
  ASSERT_EQ(2U, read.strings.size());
  EXPECT_EQ(1U, read.strings[0].line);
  EXPECT_EQ(3U, read.strings[1].line);
}

TEST(HeaderTest, IgnoreBlocksHideBothAndAreRecorded) {
  const auto read = Read("a.py",
                         "# REUSE-IgnoreStart\n# SPDX-License-Identifier: MIT\n"
                         "A = 'SPDX-License-Identifier: MIT'\n# REUSE-IgnoreEnd\n"
                         "# SPDX-License-Identifier: ISC\n# REUSE-IgnoreStart\n#\n");
  EXPECT_EQ((Texts{"ISC"}), Expressions(read));
  EXPECT_TRUE(read.strings.empty());
  EXPECT_EQ((std::vector<LineRange>{{1, 4}, {6, 7}}), read.ignored);
}

TEST(HeaderTest, IgnoreBlockMayBeginAndEndInOneLine) {
  const auto read = Read("a.py",
                         "# REUSE-IgnoreStart SPDX-License-Identifier: MIT REUSE-IgnoreEnd\n"
                         "# SPDX-License-Identifier: ISC\n");
  EXPECT_EQ((Texts{"ISC"}), Expressions(read));
}

TEST(HeaderTest, SnippetsAreScopesOfTheirOwn) {
  const auto read = Read("a.c",
                         "// SPDX-License-Identifier: MIT\n// SPDX-SnippetBegin\n"
                         "// SPDX-SnippetCopyrightText: Example\n// SPDX-SnippetBegin\n"
                         "// SPDX-License-Identifier: ISC\n// SPDX-SnippetEnd\n"
                         "// SPDX-License-Identifier: Zlib\n");
  EXPECT_EQ((Texts{"MIT"}), Expressions(read));
  EXPECT_TRUE(read.copyrights.empty());
  ASSERT_EQ(2U, read.snippets.size());
  EXPECT_FALSE(read.snippets[0].closed);
  EXPECT_EQ((LineRange{2, 7}), read.snippets[0].lines);
  EXPECT_EQ("Zlib", read.snippets[0].licenses.at(0).text);
  EXPECT_EQ("Example", read.snippets[0].copyrights.at(0).holder);
  EXPECT_TRUE(read.snippets[1].closed);
  EXPECT_EQ("ISC", read.snippets[1].licenses.at(0).text);
}

TEST(HeaderTest, TagInABinaryFileDoesNotCount) {
  const std::string bytes = std::string("\x89PNG") + '\0' + "\n SPDX-License-Identifier: MIT\n";
  EXPECT_TRUE(Read("a.png", bytes).licenses.empty());
  EXPECT_TRUE(Read("a.unknown", bytes).licenses.empty());
  const std::string source = std::string("//") + '\0' + "\n// SPDX-License-Identifier: MIT\n";
  EXPECT_EQ(1U, Read("a.c", source).licenses.size());
}

TEST(HeaderTest, DecorationIsNoPartOfAValue) {
  for (const char* line :
       {"# SPDX-License-Identifier: MIT   #", "# SPDX-License-Identifier: MIT *|",
        "# SPDX-License-Identifier:\tMIT\t", "# `SPDX-License-Identifier: MIT`"}) {
    EXPECT_EQ("MIT", Read("a.sh", std::string(line) + "\n").licenses.at(0).expression->ToString())
        << line;
  }
}

constexpr size_t kTenMegabytes = size_t{10} << 20U;

std::string Repeated(std::string_view part, size_t bytes) {
  std::string text;
  text.reserve(bytes + part.size());
  while (text.size() < bytes) text += part;
  return text;
}

// Each of these took time in the square of its length in some wrong version.
TEST(HeaderTest, HostileTextsTakeLinearTime) {
  for (const char* part :
       {"/*SPDX-*/", "\"SPDX-\" /**/ ", "/*Copyright (C)*/", "\xC2\xA9", "C", "/*©",
        "SPDX-SnippetBegin ", "// REUSE-IgnoreStart\n", "// Copyright (C)\n", "<",
        "// SPDX-License-Identifier: ((((((((\n", "'\"", "Copyright 2001 <"}) {
    const auto read = Read("a.c", Repeated(part, kTenMegabytes / 8));
    EXPECT_LE(read.licenses.size() + read.copyrights.size(), size_t{10'000}) << part;
  }
  Read("a.unknown", "// Copyright (C) 2026 " + Repeated("<", kTenMegabytes));
}

TEST(HeaderTest, MoreThanTenThousandStatementsAreNotAllRead) {
  const auto read =
      Read("a.c", Repeated("// SPDX-License-Identifier: MIT\n", size_t{32} * 100'000));
  EXPECT_EQ(10'000U, read.licenses.size());
  ASSERT_TRUE(read.unchecked.has_value());
  EXPECT_EQ("too-many-tags", read.unchecked->key);
}

}  // namespace
}  // namespace headwater::license
// REUSE-IgnoreEnd
