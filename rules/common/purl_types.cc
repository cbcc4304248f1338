// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/purl_types.h"

#include <algorithm>
#include <array>

namespace headwater {
namespace {

using Namespace = PurlType::Namespace;
using Spelling = PurlType::Spelling;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLowerOrDigit(char c) { return (c >= 'a' && c <= 'z') || IsDigit(c); }

// An extension's id: 32 letters, hexadecimal digits written with a to p.
bool IsChromeId(std::string_view name) {
  constexpr size_t kLength = 32;
  return name.size() == kLength &&
         std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'p'; });
}

// One to four numbers with dots between them.
bool IsChromeVersion(std::string_view version) {
  constexpr int kMaxNumbers = 4;
  int numbers = 0;
  bool in_number = false;
  for (const char c : version) {
    if (IsDigit(c)) {
      if (!in_number) ++numbers;
      in_number = true;
    } else if (c == '.' && in_number) {
      in_number = false;
    } else {
      return false;
    }
  }
  return in_number && numbers <= kMaxNumbers;
}

// A distribution's name: modules are written with colons and are no distributions.
bool IsCpanName(std::string_view name) { return name.find("::") == std::string_view::npos; }

constexpr PurlType kNoDefinition = {.type = {}};

// Sorted by type. Where a definition and its own tests disagree (git, mlflow), the definition
// counts, and the disagreement is named in the README of rules/sbom.
constexpr std::array kTypes = {
    PurlType{"alpm", Namespace::kRequired, true, Spelling::kLower},
    PurlType{"apk", Namespace::kRequired, true, Spelling::kLower},
    PurlType{"bazel", Namespace::kForbidden},
    PurlType{"bitbucket", Namespace::kRequired, true, Spelling::kLower},
    PurlType{"bitnami", Namespace::kForbidden, false, Spelling::kLower},
    PurlType{"brew", Namespace::kOptional, true, Spelling::kLower},
    PurlType{"cargo", Namespace::kForbidden},
    PurlType{.type = "chrome-extension",
             .name_space = Namespace::kForbidden,
             .name = Spelling::kLower,
             .name_fits = IsChromeId,
             .version_fits = IsChromeVersion},
    PurlType{"cocoapods", Namespace::kForbidden},
    PurlType{"composer", Namespace::kRequired, true, Spelling::kLower},
    PurlType{"conan"},
    PurlType{"conda", Namespace::kForbidden},
    PurlType{.type = "cpan", .name_fits = IsCpanName},
    PurlType{"cran", Namespace::kForbidden},
    PurlType{"deb", Namespace::kRequired, true, Spelling::kLower},
    PurlType{"docker"},
    PurlType{"gem", Namespace::kForbidden},
    PurlType{"generic"},
    PurlType{"git", Namespace::kRequired},
    PurlType{"github", Namespace::kRequired, true, Spelling::kLower},
    PurlType{"golang", Namespace::kRequired},
    PurlType{"hackage", Namespace::kForbidden},
    PurlType{"hex", Namespace::kOptional, true, Spelling::kLower},
    PurlType{.type = "huggingface", .name_space = Namespace::kRequired, .lower_version = true},
    PurlType{.type = "julia", .name_space = Namespace::kForbidden, .needs = "uuid"},
    PurlType{"luarocks", Namespace::kOptional, true, Spelling::kLower},
    PurlType{"maven", Namespace::kRequired},
    PurlType{"mlflow", Namespace::kForbidden},
    PurlType{"npm"},
    PurlType{"nuget", Namespace::kForbidden},
    PurlType{"oci", Namespace::kForbidden, false, Spelling::kLower, true},
    PurlType{"opam", Namespace::kForbidden},
    PurlType{"otp", Namespace::kForbidden, false, Spelling::kLower},
    PurlType{"pub", Namespace::kForbidden, false, Spelling::kPub},
    PurlType{"pypi", Namespace::kForbidden, false, Spelling::kPypi, true},
    PurlType{"qpkg", Namespace::kRequired, true},
    PurlType{"rpm", Namespace::kRequired, true},
    PurlType{.type = "swid", .needs = "tag_id"},
    PurlType{"swift", Namespace::kRequired},
    PurlType{"vcpkg", Namespace::kForbidden},
    PurlType{"vscode-extension", Namespace::kRequired, true, Spelling::kLower, true},
    PurlType{"yocto", Namespace::kOptional, true},
};

}  // namespace

const PurlType& PurlTypeOf(std::string_view type) {
  const auto* const at = std::lower_bound(
      kTypes.begin(), kTypes.end(), type,
      [](const PurlType& entry, std::string_view wanted) { return entry.type < wanted; });
  return at != kTypes.end() && at->type == type ? *at : kNoDefinition;
}

std::string AsciiLower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string SpellPurlName(const PurlType& type, std::string name) {
  if (type.name == Spelling::kAsWritten) return name;
  name = AsciiLower(std::move(name));
  for (char& c : name) {
    if (type.name == Spelling::kPypi && c == '_') c = '-';
    if (type.name == Spelling::kPub && !IsLowerOrDigit(c)) c = '_';
  }
  return name;
}

}  // namespace headwater
