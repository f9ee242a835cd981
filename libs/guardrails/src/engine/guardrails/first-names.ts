import { moreFirstNames } from './more-first-names.data.js';

/**
 * Given names that are hardly ever other words: common ones of English, German, French, Spanish,
 * Italian, Dutch, Nordic, Slavic, Turkish, Arabic, Indian and East Asian speakers.
 */
const commonFirstNames =
  `Aaron Abdul Abdullah Abigail Abraham Adam Adele Adrian Adriana Adrien Agnes Agnieszka Ahmed Ahmet Aisha Akira
  Alan Alastair Albert Alberto Alejandra Alejandro Aleksandr Alessandra Alessandro Alexander Alexandra Alexandre
  Alexei Alexis Alfred Alfredo Alice Alicia Alina Alison Allison Alyssa Amanda Amelia Amelie Amina Amir Amit
  Amy Ana Anastasia Anders Andrea Andreas Andrei Andrew Andrzej Andy Angela Angelica Angelina Angelo Anika Anil
  Anita Anja Anjali Anke Ann Anna Annabelle Anne Anneliese Annette Annika Anthony Antje Antoine Anton Antonia
  Antonio Anya Arjun Arthur Arturo Arun Asha Ashley Astrid Audrey Axel Aylin Ayse Barbara Barry Bart Bartosz
  Beatrice Beatriz Benedikt Benjamin Bernard Bernd Bernhard Bertrand Beth Bethany Betty Beverly Bianca Birgit
  Bjorn Björn Bogdan Boris Brandon Brenda Brent Brett Brian Bridget Brigitte Britta Bruno Bryan Caleb Cameron
  Camila Camille Carina Carl Carla Carlo Carlos Carmen Carol Caroline Carolyn Caspar Catalina Caterina Catherine
  Cathy Cecilia Celine Cesar Chantal Charlene Charles Charlotte Chen Cheryl Chiara Chloe Chris Christa Christelle
  Christian Christiane Christina Christine Christoph Christophe Christopher Cindy Claire Clara Clarissa Claudia
  Claudio Claus Clemens Clement Clementine Colin Connor Constance Conrad Cornelia Corinna Craig Cristina Curtis
  Cynthia Dagmar Damian Damien Daniel Daniela Daniele Danielle Danny Darius Darren Dario Dave David Davide Deborah
  Debra Deepak Delphine Denis Dennis Derek Diana Diane Diego Dieter Dietmar Dimitri Dirk Dmitri Dmitry Dolores
  Dominic Dominik Dominique Donald Donna Doris Dorothy Douglas Duncan Dustin Dylan Edgar Edith Eduardo Edward
  Edwin Ekaterina Elaine Eleanor Elena Eleonora Elias Elif Elijah Elisa Elisabeth Elise Elizabeth Ella Ellen
  Elsa Elvira Emanuel Emanuele Emil Emilia Emily Emine Emma Emmanuel Emre Enrico Enrique Eric Erica Erich Erik
  Erika Ernesto Ernst Esteban Esther Ethan Etienne Eugene Eva Evelyn Evgeny Ewa Fabian Fabio Fabrice Farid
  Fatima Fatma Federica Federico Felicia Felicity Felix Ferdinand Fernanda Fernando Filip Finn Fiona Florian
  Frances Francesca Francesco Francis Francisco Franck Francois François Franz Franziska Fred Freddie Frederic
  Frederick Frederik Friedrich Gabriel Gabriela Gabriele Gabriella Gareth Gary Gavin Geoffrey Georg George
  Georges Gerald Gerard Gerhard Giacomo Gianluca Gilbert Giorgio Giovanna Giovanni Gisela Giulia Giuseppe Gloria
  Gonzalo Gordon Graham Greg Gregor Gregory Greta Grzegorz Guillaume Guillermo Gunther Gustav Gustavo Günter
  Günther Hailey Hakan Hanna Hannah Hannes Hans Harald Harold Harriet Harry Hasan Hassan Heather Hector Heidi
  Heike Heiko Heinrich Heinz Helen Helena Helene Helga Helmut Henri Henrik Henry Herbert Hermann Hiroshi Holger
  Howard Hubert Hugo Ian Ibrahim Ignacio Igor Ilse Ingo Ingrid Irene Irina Isaac Isabel Isabella Isabelle Ivan
  Ivana Jacek Jackson Jacob Jacqueline Jacques Jaime Jake Jakob Jakub James Jamie Jan Jane Janet Janice Janine
  Jasmin Jason Javier Jean Jeanette Jeff Jeffrey Jelena Jennifer Jenny Jens Jeremy Jerome Jerry Jesse Jessica
  Jesus Jill Jim Jimmy Joachim Joan Joana Joanna Joanne Joao Jochen Joe Joel Joerg Johan Johann Johanna Johannes
  John Johnny Jonas Jonathan Jorge Jose Josef Joseph Josephine Joshua José Joyce João Juan Juana Judith Judy Julia
  Julian Julie Julien Juliet Juliette Julio Jürgen Jörg Justin Justine Kai Karen Karin Karl Karsten Katarina
  Katarzyna Kate Katharina Katherine Kathleen Kathryn Kathy Katie Katja Katrin Kay Kayla Keith Kelly Ken Kenji
  Kenneth Kerry Kerstin Kevin Khalid Kim Kirsten Klara Klaus Konrad Konstantin Krista Kristen Kristin Kristina
  Krzysztof Kumar Kurt Kyle Lakshmi Larissa Larry Lars Laura Lauren Laurence Laurent Lawrence Leah Leila Lena Leon
  Leonard Leonardo Leonie Leopold Leslie Leticia Liam Lidia Lilian Lillian Linda Lindsay Lisa Liv Lorenzo Loretta
  Lori Lothar Louis Louise Luca Lucas Lucia Luciana Lucie Lucy Ludwig Luigi Luis Luisa Lukas Luke Lydia Lynn
  Maciej Madeleine Madison Magda Magdalena Magnus Mahmoud Maja Malcolm Manfred Manuel Manuela Marc Marcel Marcela
  Marcelo Marcin Marco Marcos Marcus Margaret Margarita Margot Margret Maria Mariam Mariana Marianne Marie Marija
  Marilyn Marina Mario Marion Marisa Marius Marjorie Marlene Marta Martha Martin Martina Mary Maryam Mateo Mateusz
  Matthew Matthias Matthieu Maureen Maurice Mauricio Maximilian Megan Mehmet Mei Melanie Melissa Mercedes Michael
  Michaela Michal Michel Michele Michelle Miguel Mikael Mikhail Milan Mila Miriam Mitchell Mohamed Mohammad Mohammed
  Moritz Monica Monika Monique Muhammad Mustafa Nadia Nadine Nancy Naomi Natalia Natalie Natasha Nathalie Nathan
  Nathaniel Neil Nele Nicholas Nick Nico Nicola Nicolas Nicole Niels Nigel Nikita Nikola Nikolai Nikolas Nils Nina
  Noah Noel Nora Norbert Norman Nuria Oleg Olga Oliver Olivia Olivier Omar Oscar Oskar Oswald Otto Owen Pablo
  Pamela Paola Paolo Pascal Patricia Patrick Patrizia Paul Paula Pauline Pavel Pawel Pedro Penelope Per Peter Petra
  Philip Philipp Philippe Phillip Phyllis Pierre Pieter Pietro Piotr Priya Rachel Rafael Rahul Raj Rainer Rajesh
  Ralf Ralph Ramon Raphael Raquel Raul Ravi Raymond Rebecca Regina Reinhard Renate Rene René Ricardo Richard Rick
  Rita Robert Roberta Roberto Rodrigo Roger Roland Rolf Roman Romain Ronald Rosa Rosalie Rosemary Ross Roxanne
  Roy Rudolf Rui Rupert Russell Ruth Ryan Sabine Sabrina Sadia Salvador Salvatore Sam Samantha Samira Samuel Sandra
  Sanjay Santiago Sara Sarah Sascha Sean Sebastian Selin Serena Serge Sergei Sergey Sergio Seth Shane Shannon Sharon
  Sheila Shirley Siegfried Sigrid Silke Silvia Simon Simona Simone Sofia Sofie Sonia Sonja Sophia Sophie Stanislav
  Stefan Stefania Stefanie Steffen Stella Stephan Stephane Stephanie Stephen Steve Steven Stuart Sunita Suresh Susan
  Susanne Suzanne Sven Svetlana Sylvia Sylvie Tamara Tanja Tanya Tara Tatiana Ted Teresa Terry Thea Theo Theodor
  Theodore Theresa Therese Thomas Thorsten Tiffany Tim Timo Timothy Tina Tobias Todd Tom Tomas Tomasz Tommy Toni
  Tony Tracy Travis Trevor Tristan Troy Udo Ulrich Ulrike Ursula Uwe Valentin Valentina Valeria Valerie Vanessa Vera
  Verena Veronica Veronika Vicente Vicki Victoria Vijay Vikram Viktor Viktoria Vincent Vincenzo Viola Violet Vivian
  Vivienne Vladimir Volker Walter Wanda Warren Wayne Wei Wendy Werner Wilfried Wilhelm William Wojciech Wolfgang
  Xavier Yasmin Yasmine Yolanda Yuki Yuri Yusuf Yves Yvette Yvonne Zachary Zeynep Zoe Matteo Jared`
    .trim()
    .split(/\s+/);

/** The common ones: enough as the whole value of a member that is only called `name`. */
export const plainFirstNames: ReadonlySet<string> = new Set(commonFirstNames);

/** Given names that are hardly ever anything else. */
export const firstNames: ReadonlySet<string> = new Set([...commonFirstNames, ...moreFirstNames]);

/** Names that are also words, places, tools or colours: they count only where the context is a person. */
export const ambiguousFirstNames = new Set(
  `Mark Will May Max Bill Grant Art Chase Drew Pat Ray Ruby Crystal Page Jordan Austin Dallas Virginia Georgia
  Carolina Florence Paris Sydney Robin Carson Rose Dean Guy Hope Joy Faith Grace Summer Autumn Dawn Miles Lance Victor
  Frank Jack Bob Rob Ben Dan Don Jo Al Ed Eve Ivy Iris Lily Daisy Jade Amber Olive Pearl Ginger Sandy Cliff Dale Glen
  Heath Jasper Clay Reed Wade Pierce Logan Mason Hunter Taylor Parker Cooper Carter Tyler Morgan Riley Avery Quinn
  Blake Chad Chuck Hank Josh Matt Mike Nate Nat Norm Phil Randy Rich Ron Rusty Stan Sue Sunny Trent Vince Wally
  Alex Angel April August June Alan Julia Travis Gary Kay Kim Lynn Leslie
  Lee Li Wang Brook Chelsea Charity Cody Dusty Ernie Gale Gene Herb Holly Merry Penny Sage Sierra Skip
  Tony Victor Wyatt`
    .trim()
    .split(/\s+/),
);
