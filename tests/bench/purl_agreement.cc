// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Runs the purl specification's own tests, from a checkout of
// https://github.com/package-url/purl-spec: purl_agreement tests/spec/*.json tests/types/*.json.
// Prints every difference with its reason; one without a reason fails.
#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "headwater/data.h"
#include "headwater/purl.h"

namespace headwater {
namespace {

struct Reason {
  std::string_view part;  ///< Of the case's input.
  std::string_view text;
};

constexpr std::array kReasons = {
    Reason{"Platform=java",
           "the same text must pass in `validate` and fail in `parse`; a parser "
           "that mends upper-case keys is of more use"},
    Reason{"Arch=i386", "likewise"},
    Reason{"pkg:git/", "the definition of `git` calls namespace and name case-sensitive"},
    Reason{"forgejo", "a name with a slash cannot be read back from the text"},
    Reason{"CreditFraud", "case depends on the host in a qualifier; names are left as written"},
    Reason{"swift/github.com/Alamofire/", "slashes behind the name are not significant (Name)"},
};

std::string TextOf(const DataNode& parts, std::string_view key) {
  const DataNode* node = parts.Find(key);
  return node != nullptr && node->kind == DataNode::Kind::kString ? node->scalar : std::string();
}

Purl PartsOf(const DataNode& node) {
  Purl purl;
  purl.type = TextOf(node, "type");
  purl.name_space = TextOf(node, "namespace");
  purl.name = TextOf(node, "name");
  purl.version = TextOf(node, "version");
  purl.subpath = TextOf(node, "subpath");
  if (const DataNode* qualifiers = node.Find("qualifiers")) {
    for (const auto& [key, value] : qualifiers->members) {
      purl.qualifiers.emplace_back(key.scalar, value.scalar);
    }
  }
  std::sort(purl.qualifiers.begin(), purl.qualifiers.end());
  return purl;
}

bool Agrees(const DataNode& test, const std::string& type) {
  const DataNode& input = *test.Find("input");
  const auto result = type == "build" ? MakePurl(PartsOf(input)) : ParsePurl(input.scalar);
  const DataNode* failure = test.Find("expected_failure");
  const auto* purl = std::get_if<Purl>(&result);
  if (failure != nullptr && failure->scalar == "true") return purl == nullptr;
  if (purl == nullptr) return false;
  const DataNode& expected = *test.Find("expected_output");
  return type == "parse" ? PartsOf(expected) == *purl : expected.scalar == purl->ToString();
}

std::string ShowInput(const DataNode& input) {
  return input.kind == DataNode::Kind::kString ? input.scalar : PartsOf(input).ToString();
}

struct Counts {
  int all = 0;
  int agree = 0;
  int unexplained = 0;
};

void RunTest(const DataNode& test, Counts& counts) {
  const std::string type = test.Find("test_type")->scalar;
  ++counts.all;
  if (Agrees(test, type)) {
    ++counts.agree;
    return;
  }
  const std::string input = ShowInput(*test.Find("input"));
  const auto* const reason = std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& r) {
    return input.find(r.part) != std::string::npos;
  });
  if (reason == kReasons.end()) ++counts.unexplained;
  std::cout << type << " " << input << "\n    "
            << (reason == kReasons.end() ? "UNEXPLAINED" : reason->text) << "\n";
}

int Run(int count, char** paths) {
  Counts counts;
  for (int i = 1; i < count; ++i) {
    std::ifstream stream(paths[i], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream),
                           std::istreambuf_iterator<char>()};
    const auto root = ParseJson(text, kJsonLimits);
    if (!root.ok()) {
      std::cerr << paths[i] << ": " << root.error().message << "\n";
      return 2;
    }
    for (const DataNode& test : root.value().Find("tests")->items) RunTest(test, counts);
  }
  std::cout << counts.agree << " of " << counts.all << " agree, " << counts.unexplained
            << " differences without a reason\n";
  return counts.unexplained == 0 && counts.all > 0 ? 0 : 1;
}

}  // namespace
}  // namespace headwater

int main(int count, char** arguments) { return headwater::Run(count, arguments); }
