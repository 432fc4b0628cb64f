"""First names of the generated people: those of today's pupils, and those of their parents."""

from typing import Final

_GIRLS: Final = """
Emma Jade Louise Alice Chloé Lina Léa Rose Anna Mila Inès Ambre Julia Mia Léna Manon Juliette Lou
Camille Zoé Agathe Lola Nina Jeanne Éva Sarah Romane Clara Charlotte Inaya Margaux Léonie Sofia
Victoire Adèle Lucie Victoria Éléna Margot Louna Iris Capucine Élise Anaïs Apolline Théa Noémie
Maëlys Élisa Alix Héloïse Clémence Maria Gabrielle Elsa Olivia Assia Salomé Célia Aïcha Fatoumata
Aïssatou Khadija Yasmine Nour Maryam Inaïa Lilou Océane Mélissa Maëlle Nolwenn Gwenaëlle Solène
Bérénice Ophélie Eugénie Mathilde Constance Hortense Philippine Séraphine Lætitia Chiara Giulia
Matilde Beatriz Inés Begüm Özlem Zeynep Élif Thảo Linh Mei Priya Ananya Nađa Zofia Agnieszka
Marie-Lou Anne-Sophie Rose-Marie Lou-Ann Marie-Ange Anne-Lise Mary-Jane Léa-Rose N'Deye Maïwenn
"""

_BOYS: Final = """
Gabriel Léo Raphaël Louis Arthur Jules Adam Lucas Hugo Maël Liam Noah Paul Ethan Tiago Sacha
Nathan Aaron Gabin Mohamed Eden Tom Léon Noé Timéo Théo Isaac Marius Victor Ayden Martin Naël
Mathis Axel Robin Nino Rayan Milo Antoine Augustin Amir Ibrahim Lenny Malo Samuel Eliott Valentin
Maxence Simon Enzo Imran Marceau Côme Gaspard Baptiste Alexandre Clément Ismaël Thomas Kaïs
Youssef Ali Oscar Maxime Yanis Loan Evan Ilyès Rémi Ruben Diego Nolan Joseph Wassim Kylian Benoît
Aurélien François Étienne Grégoire Loïc Gaëtan Ewen Yannick Théodore Zacharie Élie Moïse Anaël
Ousmane Mamadou Cheikh Sékou Koffi Joaquín Iñaki João Luís Gonçalo Jürgen Björn Łukasz Miloš Emre
Çağan Minh Đức Wei Arjun Jean-Baptiste Pierre-Louis Jean-Noël Paul-Émile Marc-Antoine Louis-Marie
Abd-el-Kader M'Hamed
"""

_WOMEN: Final = """
Céline Sandrine Stéphanie Virginie Séverine Karine Delphine Nathalie Aurélie Émilie Élodie Audrey
Julie Laëtitia Christelle Sabrina Vanessa Caroline Hélène Cécile Valérie Isabelle Sophie Patricia
Laurence Nadia Samira Fatima Rachida Karima Aminata Mariam Awa Ana Paula Lucia Svetlana Ioana
Françoise Marie-Christine Anne-Laure Marie-Hélène Anne-Claire Maëva Bénédicte Gaëlle Florence
Ségolène Zohra Hứa Ayşe Mei-Ling
"""

_MEN: Final = """
Nicolas Sébastien Christophe Stéphane Frédéric Laurent David Julien Jérôme Olivier Cédric
Guillaume Fabrice Vincent Mickaël Ludovic Arnaud Franck Bruno Thierry Philippe Éric Pascal Gilles
Xavier Karim Rachid Mehdi Mourad Abdelkader Amadou Moussa Boubacar Carlos José Manuel António
Dragan Marek Jean-François Jean-Marc Jean-Philippe Pierre-Yves Loïck Hervé Rémy Gaël Aimé Mehmet
Tuấn
"""

GIRLS: Final = tuple(_GIRLS.split())
BOYS: Final = tuple(_BOYS.split())
WOMEN: Final = tuple(_WOMEN.split())
MEN: Final = tuple(_MEN.split())

SHARED: Final = ("Camille", "Sacha", "Charlie", "Eden", "Lou", "Alix", "Claude", "Dominique")
"""First names given to girls and boys alike."""
