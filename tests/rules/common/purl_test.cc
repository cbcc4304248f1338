// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/purl.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

using Kind = PurlError::Kind;

std::string Canonical(std::string_view text) {
  const auto read = ParsePurl(text);
  const auto* purl = std::get_if<Purl>(&read);
  return purl != nullptr ? purl->ToString() : "error";
}

TEST(PurlTest, WritesEveryPurlInItsCanonicalForm) {
  const struct {
    std::string_view text;
    std::string_view canonical;
  } cases[] = {
      {"pkg:npm/lodash@4.17.21", "pkg:npm/lodash@4.17.21"},
      {"pkg://NPM/lodash", "pkg:npm/lodash"},
      {"PKG:npm/lodash", "pkg:npm/lodash"},
      {"pkg:npm/@babel/core@7.0.0", "pkg:npm/%40babel/core@7.0.0"},
      {"pkg:npm/@babel/core", "pkg:npm/%40babel/core"},
      {"pkg:npm/%40babel/core@7.0.0", "pkg:npm/%40babel/core@7.0.0"},
      {"pkg:brew/node@20@20.10.0", "pkg:brew/node%4020@20.10.0"},
      {"pkg:pypi/Django_Rest@1.0RC1", "pkg:pypi/django-rest@1.0rc1"},
      {"pkg:pub/Build-Runner@1", "pkg:pub/build_runner@1"},
      {"pkg:github/Octo/Hello#/a//./b/../c/", "pkg:github/octo/hello#a/b/c"},
      {"pkg:golang/github.com/Masterminds/semver/v3@v3.2.1%2Bincompatible",
       "pkg:golang/github.com/Masterminds/semver/v3@v3.2.1%2Bincompatible"},
      {"pkg:maven/org.apache/x@1?type=war&Classifier=y&empty=",
       "pkg:maven/org.apache/x@1?classifier=y&type=war"},
      {"pkg:generic/a?vcs_url=git%2Bhttps://e.org/a b",
       "pkg:generic/a?vcs_url=git%2Bhttps:%2F%2Fe.org%2Fa%20b"},
      {"pkg:generic/gr%C3%BCn", "pkg:generic/gr%C3%BCn"},
      {"pkg:nuget/Newtonsoft.Json@13", "pkg:nuget/Newtonsoft.Json@13"},
      {"pkg:unheard-of/Some/Thing@1", "pkg:unheard-of/Some/Thing@1"},
      {"pkg:docker/a@sha256%3A12", "pkg:docker/a@sha256:12"},
  };
  for (const auto& [text, canonical] : cases) EXPECT_EQ(canonical, Canonical(text)) << text;
}

TEST(PurlTest, TheCanonicalFormIsItsOwn) {
  for (const std::string_view text : {"pkg:npm/%40a/b@1%2B2?x=%C3%BC#s%20t",
                                      "pkg:deb/debian/curl@7.50?arch=i386&distro=jessie"}) {
    EXPECT_EQ(text, Canonical(text));
  }
}

TEST(PurlTest, NamesWhatIsWrongAndWhere) {
  const struct {
    std::string_view text;
    Kind kind;
    size_t begin;
    size_t end;
  } cases[] = {
      {"", Kind::kNoScheme, 0, 0},
      {"npm/lodash@1", Kind::kNoScheme, 0, 0},
      {"pkg%3Anpm/lodash", Kind::kNoScheme, 0, 0},
      {"not a purl", Kind::kNoScheme, 0, 0},
      {"pkg:", Kind::kNoType, 4, 4},
      {"pkg:lodash", Kind::kNoName, 10, 10},
      {"pkg:npm/", Kind::kNoName, 8, 8},
      {"pkg:npm/@1.0", Kind::kNoName, 8, 8},
      {"pkg:3npm/a", Kind::kWrongType, 4, 8},
      {"pkg:n&m/a", Kind::kWrongType, 4, 7},
      {"pkg:npm/a%2", Kind::kWrongEncoding, 8, 11},
      {"pkg:npm/a%zz", Kind::kWrongEncoding, 8, 12},
      {"pkg:npm/%FF", Kind::kWrongEncoding, 8, 11},
      {"pkg:npm/x%2Fy/a", Kind::kWrongEncoding, 8, 13},
      {"pkg:npm/a?b c=d", Kind::kWrongKey, 10, 15},
      {"pkg:npm/a?=d", Kind::kWrongKey, 10, 12},
      {"pkg:npm/a?k=1&K=2", Kind::kDoubleKey, 0, 17},
      {"pkg:maven/x@1", Kind::kNamespaceNeeded, 0, 13},
      {"pkg:cargo/a/b@1", Kind::kNamespaceForbidden, 0, 15},
      {"pkg:julia/Dates@1", Kind::kQualifierNeeded, 0, 17},
      {"pkg:chrome-extension/dogs", Kind::kWrongName, 0, 25},
      {"pkg:chrome-extension/dlpngalgnefjeiefhmpklpfiohadpglk@1.x", Kind::kWrongVersion, 0, 57},
      {"pkg:chrome-extension/dlpngalgnefjeiefhmpklpfiohadpglk@1.2.3.4.5", Kind::kWrongVersion, 0,
       63},
      {"pkg:cpan/LWP::UserAgent@6", Kind::kWrongName, 0, 25},
  };
  for (const auto& expected : cases) {
    const auto read = ParsePurl(expected.text);
    const auto* error = std::get_if<PurlError>(&read);
    ASSERT_NE(nullptr, error) << expected.text;
    EXPECT_EQ(expected.kind, error->kind) << expected.text;
    EXPECT_EQ(expected.begin, error->begin) << expected.text;
    EXPECT_EQ(expected.end, error->end) << expected.text;
  }
}

TEST(PurlTest, RefusesTextsThatAreTooLong) {
  const auto read = ParsePurl("pkg:npm/" + std::string(kMaxPurlBytes, 'a'));
  EXPECT_EQ(Kind::kTooLong, std::get<PurlError>(read).kind);
}

TEST(PurlTest, MakesOneOfItsPartsAndChecksThem) {
  Purl parts;
  EXPECT_EQ(Kind::kNoType, std::get<PurlError>(MakePurl(parts)).kind);
  parts.type = "PyPI";
  EXPECT_EQ(Kind::kNoName, std::get<PurlError>(MakePurl(parts)).kind);
  parts.name = "A_b";
  parts.qualifiers = {{"z", "1"}, {"a", ""}};
  EXPECT_EQ("pkg:pypi/a-b?z=1", std::get<Purl>(MakePurl(parts)).ToString());
}

}  // namespace
}  // namespace headwater
