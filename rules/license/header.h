// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/finding.h"
#include "rules/license/comment_styles.h"
#include "rules/license/project_license.h"
#include "rules/license/source_text.h"

namespace headwater::license {

/// The text lines of a header, without comment delimiters: copyright only when the project names
/// the holder, then the licence.
std::vector<std::string> HeaderLines(const ProjectLicense& project, std::chrono::year year);

/// The number of lines that have to stay at the top of the file, or nothing when that is not
/// certain: then no header is suggested. Kept in place are `#!`, editor lines (`-*-`), an XML
/// declaration with the DOCTYPE, `<?php`, Python's and Ruby's magic comments, a Dockerfile's
/// directives, `@charset`, `@echo off`, `#lang`, `%YAML` and more of the kind.
std::optional<uint32_t> LinesToKeep(std::string_view text, Preamble preamble);

/// The insertion of a header into a file of a known kind, in its comment style and line ending.
/// Nothing when it might break the file: byte order mark, UTF-16, lines that end with CR alone, a
/// holder's name that the file's encoding may not have.
std::optional<Fix> SuggestHeader(const Untrusted& path, const SourceText& source,
                                 const CommentStyle& style, const std::vector<std::string>& lines);

/// The creation of `path`.license for a file that knows no comments.
Fix SuggestSideCar(const Untrusted& path, const std::vector<std::string>& lines);

/// The insertion at the top of a side-car that exists and names no licence.
Fix SuggestInSideCar(std::string side_car, const std::vector<std::string>& lines);

}  // namespace headwater::license
