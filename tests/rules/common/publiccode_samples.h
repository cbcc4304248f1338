// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// \file
/// The smallest valid publiccode.yml of each version, made of pieces that can be left out.

namespace headwater::samples {

/// One piece: the key that is missing without it, and its lines.
struct PubliccodePiece {
  std::string_view key;
  std::string_view first;  ///< The first version that needs it.
  std::string_view last;   ///< The last one.
  std::string lines;
};

inline std::string Long(size_t characters) { return std::string(characters, 'x'); }

/// What every version needs, and what only some do, by the standard's text at its tag.
inline std::vector<PubliccodePiece> MandatoryPieces() {
  return {
      {"name", "0.2", "0.7", "name: Graves\n"},
      {"url", "0.2", "0.7", "url: https://forge.example/town/graves\n"},
      {"releaseDate", "0.2", "0.3", "releaseDate: 2026-01-31\n"},
      {"platforms", "0.2", "0.7", "platforms: [web]\n"},
      {"categories", "0.2", "0.4", "categories: [accounting]\n"},
      {"developmentStatus", "0.2", "0.7", "developmentStatus: stable\n"},
      {"softwareType", "0.2", "0.7", "softwareType: library\n"},
      {"description", "0.2", "0.7", "description:\n  de:\n"},
      {"description.de.genericName", "0.2", "0.2", "    genericName: Register\n"},
      {"description.de.shortDescription", "0.2", "0.7", "    shortDescription: Keeps graves.\n"},
      {"description.de.longDescription", "0.2", "0.7", "    longDescription: " + Long(500) + "\n"},
      {"description.de.features", "0.2", "0.7", "    features: [Maps]\n"},
      {"legal.license", "0.2", "0.7", "legal:\n  license: EUPL-1.2\n"},
      {"maintenance.type", "0.2", "0.7", "maintenance:\n  type: none\n"},
      {"localisation", "0.2", "0.7", "localisation:\n"},
      {"localisation.localisationReady", "0.2", "0.7", "  localisationReady: true\n"},
      {"localisation.availableLanguages", "0.2", "0.7", "  availableLanguages: [de]\n"},
  };
}

/// The smallest valid file of a version (`0.2` to `0.7`), without the piece `lacking`.
inline std::string MinimalPubliccode(std::string_view version, std::string_view lacking = "") {
  std::string text = "publiccodeYmlVersion: \"" + std::string(version) + "\"\n";
  for (const PubliccodePiece& piece : MandatoryPieces()) {
    const bool is_needed = piece.first <= version && version <= piece.last;
    if (is_needed && piece.key != lacking) text += piece.lines;
  }
  return text;
}

}  // namespace headwater::samples
