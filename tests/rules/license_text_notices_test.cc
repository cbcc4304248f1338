// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "rules/license/notice_gate.h"
#include "rules/license/recognise.h"

namespace headwater::license {
namespace {

std::string Join(const std::vector<ProseNotice>& notices) {
  std::string text;
  for (const ProseNotice& notice : notices) text += (text.empty() ? "" : "; ") + notice.expression;
  return text;
}

TEST(LicenseNoticesTest, SentencesThatGrantAreRead) {
  const std::pair<const char*, const char*> kTexts[] = {
      {"This program is free software; you can redistribute it and/or modify it under the\n"
       "terms of the GNU General Public License as published by the Free Software Foundation;\n"
       "either version 2 of the License, or (at your option) any later version.",
       "GPL-2.0-or-later"},
      {"You may redistribute it under the terms of version 2 of the GNU General Public License.",
       "GPL-2.0-only"},
      {"This library is licensed under the GNU Lesser General Public License, version 2.1.",
       "LGPL-2.1-only"},
      {"This file is released under the GNU Affero General Public License v3 or later.",
       "AGPL-3.0-or-later"},
      {"License: GPLv3+ or later", "GPL-3.0-or-later"},
      {"Licensed under the Apache License, Version 2.0 (the \"License\");", "Apache-2.0"},
      {"Licensed under the EUPL, Version 1.2 or - as soon they will be approved - ...", "EUPL-1.2"},
      {"This Source Code Form is subject to the terms of the Mozilla Public\nLicense, v. 2.0.",
       "MPL-2.0"},
      {"Distributed under the Boost Software License, Version 1.0.", "BSL-1.0"},
      {"This file is available under the terms of the Eclipse Public License v2.0.", "EPL-2.0"},
      {"The contents of this file are subject to the terms of the\n"
       "Common Development and Distribution License, Version 1.0.",
       "CDDL-1.0"},
      {"Released under the MIT license.", "MIT"},
      {"This file is licensed under the ISC license.", "ISC"},
      {"This code is licensed under the BSD 3-clause license.", "BSD-3-Clause"},
      {"This file is licensed under the MIT license or the Apache License, Version 2.0.",
       "MIT OR Apache-2.0"},
      {"This program is free software; you may redistribute it under the same terms as Perl "
       "itself.",
       "Artistic-1.0-Perl OR GPL-1.0-or-later"},
      {"This file is in the public domain.", "LicenseRef-public-domain"},
      {"To the extent possible under law, the author has dedicated all copyright and related\n"
       "and neighboring rights to this software to the public domain worldwide.",
       "CC0-1.0"},
  };
  for (const auto& [text, expression] : kTexts) {
    EXPECT_EQ(expression, Join(FindProseNotices(text))) << text;
    EXPECT_TRUE(MayHoldNotice(text)) << text;
  }
}

TEST(LicenseNoticesTest, MentionsGrantNothing) {
  for (const char* text : {
           "The EUPL 1.2 is compatible with the GNU General Public License version 2.",
           "See the GNU General Public License version 2 for more details.",
           "You should have received a copy of the GNU General Public License version 3.",
           "This file is distributed under the same license as the example package.",
           "Use of this source code is governed by a BSD-style license that can be found in "
           "LICENSE",
           "This file is not licensed under the MIT license.",
           "This program is free software, see LICENSE.",
           "SPDX-License-Identifier: GPL-2.0-only",
           "This file is licensed under the GNU General Public License.",
           "The code is not in the public domain.",
           "Parses files such as the Apache License, Version 2.0.",
       }) {
    EXPECT_EQ("", Join(FindProseNotices(text))) << text;
  }
}

TEST(LicenseNoticesTest, LinesAreTheFiles) {
  const auto notices =
      FindNoticesInSource("a.c",
                          "int a;\n\n/* Something.\n *\n * Licensed under the Apache License,\n"
                          " * Version 2.0.\n */\n");
  ASSERT_EQ(1U, notices.size());
  EXPECT_EQ((LineRange{5, 6}), notices[0].lines);
  EXPECT_FALSE(notices[0].is_text);
}

TEST(LicenseNoticesTest, StringsAreNoComments) {
  EXPECT_TRUE(
      FindNoticesInSource("a.c", "char* a = \"Licensed under the MIT license.\";\n").empty());
  EXPECT_TRUE(
      FindNoticesInSource("a.json", "{\"a\": \"Licensed under the MIT license.\"}\n").empty());
}

TEST(LicenseNoticesTest, OneGrantProposesATag) {
  EXPECT_EQ("MIT", ProposedTag("a.py", "# Released under the MIT license.\n"));
  EXPECT_EQ(std::nullopt, ProposedTag("a.py", "# A program.\n"));
  EXPECT_EQ(std::nullopt, ProposedTag("a.unknown", "# Released under the MIT license.\n"));
  EXPECT_EQ(std::nullopt, ProposedTag("a.py",
                                      "# Released under the MIT license.\n\n"
                                      "# This function is licensed under the ISC license.\n"));
}

TEST(LicenseNoticesTest, AnExceptionMakesATagUncertain) {
  const std::string gpl =
      "// This file is licensed under the GNU General Public License version 2.\n";
  EXPECT_EQ("GPL-2.0-only", ProposedTag("a.c", gpl));
  EXPECT_EQ(
      std::nullopt,
      ProposedTag("a.c", gpl + "// As a special exception, you may link it with anything.\n"));
}

TEST(NoticeGateTest, ATagAloneIsNoProse) {
  EXPECT_FALSE(MayHoldNotice("// SPDX-License-Identifier: MIT\nint a = 1;\n"));
  EXPECT_FALSE(MayHoldNotice(""));
  EXPECT_FALSE(MayHoldNotice("licen"));
  EXPECT_TRUE(MayHoldNotice("PERMISSION"));
  EXPECT_TRUE(MayHoldNotice("x SPDX-License-Identifier: MIT, license"));
}

}  // namespace
}  // namespace headwater::license
